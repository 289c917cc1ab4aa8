/** What is counted on the page, with its number. */
import { counted } from '../../numbers';

export const photosCounted = (count: number): string => counted(count, 'photo', 'photos');
export const filesCounted = (count: number): string => counted(count, 'file', 'files');
export const duplicatesCounted = (count: number): string => counted(count, 'duplicate', 'duplicates');
export const cellsCounted = (count: number): string => counted(count, 'cell', 'cells');
