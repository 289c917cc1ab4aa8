/** With fewer different photos than this no target can be seen in a mosaic, and the page says so. */
export const fewPhotos = 10;
