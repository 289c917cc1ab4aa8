/** What is counted on the page, with its number. */
import { counted } from '../../numbers';

export const photosCounted = (count: number): string => counted(count, 'Foto', 'Fotos');
export const filesCounted = (count: number): string => counted(count, 'Datei', 'Dateien');
export const duplicatesCounted = (count: number): string => counted(count, 'Duplikat', 'Duplikate');
export const cellsCounted = (count: number): string => counted(count, 'Feld', 'Felder');
