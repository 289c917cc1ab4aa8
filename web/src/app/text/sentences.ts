/** Sentences that are put together alike in every language. */
import type { PhotoView } from '../../engine/types';
import type { Notice } from '../notices';
import { bytes, day, percentDone } from '../numbers';
import { type NumberSetting, settingRange } from '../settings';
import type { State } from '../state';
import { secondsLeft, shownWork, type Work } from '../work';
import { text } from './catalogue';

/** "4,032 × 3,024 px, 3.1 MB, taken on June 14, 2024"; where the photo does not say, the file's date. */
export function photoFacts({ width, height, bytes: size, taken, modified }: PhotoView): string {
  const facts = [text.targetSize(width, height), bytes(size)];
  if (taken !== null) facts.push(text.taken(day(Date.parse(taken))));
  else if (modified > 0) facts.push(text.fileOf(day(modified)));
  return facts.join(', ');
}

/** How far a matching has come. `time` is what there is to say of the time that is left. */
export function matchFigures(work: Work, time: string): string {
  if (work.settling || work.done >= work.total) return text.finishing;
  const done = percentDone(work.done, work.total);
  if (work.gap === null) return `${done}${time}`;
  // Nobody can foresee how long the optimum takes.
  return work.gap < 1 ? text.withinBest(work.gap) : done;
}

/** "212 of 330 photos, about 4 s left". */
export function progressFigures(work: Work): string {
  if (work.cancelling) return text.stopping;
  const left = secondsLeft(work);
  const time = left === null ? '' : `, ${text.timeLeft(left)}`;
  if (work.kind === 'photos') return `${text.photosDone(work.done, work.total)}${time}`;
  if (work.kind === 'drawing') return `${text.picturesDone(work.done, work.total)}${time}`;
  if (work.total <= 0) return `${text.working[work.kind]} …`;
  if (work.kind === 'match') return matchFigures(work, time);
  return `${percentDone(work.done, work.total)}${time}`;
}

/** "Loading photos: 64 %". */
export const spokenProgress = ({ kind, done, total }: Work): string =>
  total > 0 ? `${text.working[kind]}: ${percentDone(done, total)}` : text.working[kind];

/** What is wrong with a setting's value. */
export function badSetting(setting: NumberSetting): string {
  const { least, most } = settingRange[setting];
  if (setting === 'shapeAcross' || setting === 'shapeDown') return text.badShape(text[setting], least, most);
  return setting === 'cellsAcross' || setting === 'tileSize'
    ? text.wholeNumberFrom(text[setting], least, most)
    : text.wholeNumberOrEmpty(text[setting], least, most);
}

/** Whether the status line reports something that went wrong. */
export function isTrouble(notice: Notice): boolean {
  if (notice.id === 'made') return notice.news !== null && isTrouble(notice.news);
  return [
    'photos_full',
    'no_photo_usable',
    'nothing_dropped',
    'target_failed',
    'missing',
    'bad_setting',
    'nothing_marked',
    'photos_wanted',
    'failed',
    'project_unreadable',
    'table_unreadable',
  ].includes(notice.id);
}

/** What the status line says when nothing runs. */
export function noticeText(notice: Notice): string {
  if (notice.id === 'bad_setting') return badSetting(notice.setting);
  return notice.id === 'made' && notice.news
    ? `${noticeText(notice.news)} ${text.notice(notice)}`
    : text.notice(notice);
}

/** The status line. */
export function statusText(state: State): string {
  if (state.engine.status === 'failed') return text.engineFailed(state.engine.detail);
  if (state.engine.status === 'stopped') return text.engineStopped(state.engine.detail);
  const work = shownWork(state.works);
  if (work) return `${text.working[work.kind]} …`;
  if (state.engine.status === 'starting' && (state.makeNext || state.nextTarget !== null)) return text.starting;
  return noticeText(state.notice);
}
