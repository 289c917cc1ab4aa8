/** What is said of a file before it is written, put together alike in every language. */
import type { ExportFormat } from '../../engine/types';
import { bytes, duration, oneDigit } from '../numbers';
import { type PrintPlan, type PrintSettings, printedSize } from '../print_size';
import { canChooseFile } from '../save';
import type { Advice } from '../save_advice';
import type { Estimate } from '../state';
import { text } from './catalogue';

/** "3,200 × 2,400 px, 7.7 megapixels". */
export const savedPixels = ({ width, height }: Pick<PrintPlan, 'width' | 'height'>): string =>
  `${text.targetSize(width, height)}, ${text.megapixels((width * height) / 1e6)}`;

/** ", about 3.2 MB, about 1 s". */
export function estimateText(estimate: Estimate): string {
  if (!estimate) return '';
  if (estimate.status === 'refused') return text.refused(estimate.detail);
  return `, ${text.about(bytes(estimate.bytes))}, ${text.about(duration(estimate.seconds))}`;
}

/** What dots per inch mean for a print. */
export function printedText(plan: PrintPlan, { sizing }: PrintSettings): string {
  if (sizing === 'cm' || sizing === 'inch') return text.exactDots(plan.dotsPerInch);
  const size = printedSize(plan, plan.dotsPerInch);
  return size ? text.onPaper(oneDigit(size.width), oneDigit(size.height)) : text.dotsPerInchHint;
}

/** A size as a person has asked for it: in pixels or on paper. */
export function sizeText(
  size: { readonly width: number; readonly height: number },
  { dotsPerInch }: PrintPlan,
  { sizing }: PrintSettings,
): string {
  const onPaper = printedSize(size, dotsPerInch);
  if (!onPaper || sizing === 'px' || sizing === 'made') return text.targetSize(size.width, size.height);
  const scale = sizing === 'inch' ? 1 / 2.54 : 1;
  const side = (length: number): string => oneDigit(Math.floor(length * scale * 10) / 10);
  return `${side(onPaper.width)} × ${side(onPaper.height)} ${text.sizingUnit[sizing]}`;
}

/** Advice on a file, in sentences. */
export function adviceText(advice: Advice, format: ExportFormat, plan: PrintPlan, settings: PrintSettings): string {
  switch (advice.id) {
    case 'side_limit':
      return text.sideLimit[format](advice.most);
    case 'memory_limit':
      return text.memoryLimit(advice.needed, advice.limit);
    case 'storage_limit':
      return text.storageLimit(advice.room, canChooseFile());
    case 'all_sharp':
      return text.allSharp(advice.photos);
    case 'some_sharp': {
      const upTo = advice.upTo && text.allSharpUpTo(sizeText(advice.upTo, plan, settings));
      return [text.someSharp(advice.sharp, advice.photos), ...(upTo ? [upTo] : [])].join(' ');
    }
  }
}
