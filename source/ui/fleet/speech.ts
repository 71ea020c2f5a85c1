import type { KeyLayer } from '../keys/layer.ts';
import { plainWords } from '../speech/plain-words.ts';
import { sayHelp } from '../speech/say-help.ts';
import { sayKeysOf } from '../speech/say-keys.ts';
import { atPlace, type Sentence, type Speech, withStatus } from '../speech/speech.ts';
import { fleetCells } from './columns.ts';
import { fleetHeadline } from './headline.ts';
import { fleetHelp } from './keys.ts';
import { type FleetState, underCursor } from './state.ts';

/** How all databases stand together, then the one under the cursor. */
export const speakFleet = (state: FleetState, layers: readonly KeyLayer[], now: Date): Speech => {
  if (state.help !== undefined) return { place: 'fleet help', sentences: sayHelp(fleetHelp) };
  const { status, text } = fleetHeadline(state);
  const sentences: readonly Sentence[] = [
    { about: 'headline', text: withStatus(status ?? 'skipped', `${plainWords(text)}.`), when: 'later' },
    ...(state.said === undefined ? [] : [{ about: 'said', text: withStatus('fail', plainWords(state.said)) }]),
    { about: 'order', text: `${state.filter === '' ? '' : `Filter ${state.filter}, `}${state.order}.` },
    // Those of everywhere are among the layers.
    ...sayKeysOf(layers, []),
  ];
  if (state.box !== undefined)
    return { place: 'fleet filter', sentences, field: { label: 'Filter', value: state.box.value } };
  return { place: 'fleet', sentences, focus: sayDatabase(state, now) };
};

const sayDatabase = (state: FleetState, now: Date): Sentence | undefined => {
  const row = underCursor(state);
  if (row === undefined) return undefined;
  const { waiting, failed, oldest, sent } = fleetCells(row, now);
  const ages = `${oldest === '—' ? '' : `, oldest ${oldest}`}${sent === '—' ? '' : `, last left ${sent} ago`}`;
  const numbers =
    waiting === '—' ? '' : ` ${waiting} waiting, ${failed === '—' ? 'not known how many' : failed} failed${ages}.`;
  const text = `${row.database}. ${withStatus(row.status ?? 'skipped', row.verdict)}`;
  return {
    about: 'focus',
    text: atPlace(state.window.cursor, state.shown.length, plainWords(`${text.replace(/\.?$/, '.')}${numbers}`)),
    gist: text,
  };
};
