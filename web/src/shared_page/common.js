/** What both pages of a shared mosaic do alike: the language, and a photo's thumbnail and uses. */
window.tesseraPage = (() => {
  const { cells, names, thumbnail, sheetSide } = window.tesseraMosaic;
  const languages = window.tesseraText;
  const language =
    navigator.languages.map((locale) => locale.split('-')[0]).find((name) => Object.hasOwn(languages, name)) ?? 'en';
  const text = languages[language];
  const format = new Intl.NumberFormat(language);
  document.documentElement.lang = language;

  const uses = new Array(names.length).fill(0);
  for (const photo of cells) if (photo >= 0) uses[photo] += 1;

  return {
    text,
    number: (value) => format.format(value),

    usesOf: (photo) =>
      uses[photo] === 1 ? text.usedOnce : text.usedOften.replace('{times}', format.format(uses[photo])),

    /** Shows a photo's thumbnail in an element, so many pixels of the screen for each of its own. */
    showThumbnail(element, photo, scale) {
      const width = thumbnail.width * scale;
      const height = thumbnail.height * scale;
      const place = photo % (sheetSide * sheetSide);
      const left = (place % sheetSide) * width;
      const top = Math.floor(place / sheetSide) * height;
      element.style.width = `${width}px`;
      element.style.height = `${height}px`;
      element.style.backgroundImage = `url("thumbnails/${Math.floor(photo / (sheetSide * sheetSide))}.jpg")`;
      element.style.backgroundSize = `${width * sheetSide}px auto`;
      element.style.backgroundPosition = `-${left}px -${top}px`;
    },
  };
})();
