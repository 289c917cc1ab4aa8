import { text } from '../text';
import { ChoiceField, NumberSettingField, type SettingProps } from './setting_fields';

/** The shape of cells: one of the usual ones, or two numbers. */
export function ShapeFields(props: SettingProps) {
  return (
    <>
      <ChoiceField
        name="cellShape"
        label={text.cellShape}
        options={text.cellShapeName}
        hints={text.cellShapeHint}
        {...props}
      />
      {props.state.project.settings.cellShape === 'own' && (
        <>
          <NumberSettingField name="shapeAcross" {...props} />
          <NumberSettingField name="shapeDown" {...props} />
        </>
      )}
    </>
  );
}
