/** How the target is shown. */
export const adjusting = {
  adjust: 'Crop, turn, lighten',
  cropLabel: 'Crop frame',
  cropKeys: 'Drag the frame or its corners. With keys: arrows move it, with Shift they change its size.',
  wholePicture: 'Whole picture',
  turnLeft: 'Turn left',
  turnRight: 'Turn right',
  levelName: { brightness: 'Brightness', contrast: 'Contrast', saturation: 'Saturation' },
  asItIs: 'Show it as it is',
  adjustStep: {
    crop: 'Crop',
    whole: 'Show the whole picture',
    turn: 'Turn',
    reset: 'Show the picture as it is',
    brightness: 'Brightness',
    contrast: 'Contrast',
    saturation: 'Saturation',
  },
};
