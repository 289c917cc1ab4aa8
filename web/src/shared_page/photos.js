/** The contact sheet of a shared mosaic: every photo in it with its name and how often it is used, by name. */
(() => {
  const { title, names } = window.tesseraMosaic;
  const { text, number, usesOf, showThumbnail } = window.tesseraPage;

  /** Pixels of the screen for each of a thumbnail's. */
  const scale = 1.75;

  const heading = text.photosIn.replace('{photos}', number(names.length)).replace('{title}', () => title);
  document.title = heading;
  document.getElementById('title').textContent = heading;
  document.getElementById('back').textContent = text.back;

  const part = (className, content) => {
    const element = document.createElement('span');
    element.className = className;
    element.textContent = content;
    return element;
  };

  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const photos = names.map((_, photo) => photo).sort((a, b) => order.compare(names[a], names[b]));
  const items = photos.map((photo) => {
    const link = document.createElement('a');
    link.href = `index.html#photo-${photo}`;
    const picture = part('thumbnail', '');
    showThumbnail(picture, photo, scale);
    link.append(picture, part('name', names[photo]), part('uses', usesOf(photo)));
    const item = document.createElement('li');
    item.append(link);
    return item;
  });
  document.getElementById('photos').append(...items);
})();
