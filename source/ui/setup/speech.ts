import { countOf } from '../../domain/wording/count.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import type { KeyLayer } from '../keys/layer.ts';
import { plainWords } from '../speech/plain-words.ts';
import { sayKeysOf } from '../speech/say-keys.ts';
import { atPlace, type Sentence, type Speech, withStatus } from '../speech/speech.ts';
import { groupPlaces } from './lines.ts';
import { demoChoice, emptyNotes, fieldLabels, formTitle } from './screen.tsx';
import type { Refusal, SetupSource } from './source.ts';
import type { SetupState } from './state.ts';

type Source = Pick<SetupSource, 'reason' | 'places' | 'passwordLines'>;

/** Why nothing was opened and what to do, then the form, a field at a time. */
export const speakSetup = (source: Source, state: SetupState, layers: readonly KeyLayer[]): Speech => {
  const { trial } = state;
  if (trial.kind === 'several') {
    return {
      place: 'set-up databases',
      sentences: [
        { about: 'question', text: `It holds ${countOf(trial.names.length, 'Odoo database')}. Which one?` },
        ...sayKeysOf(layers, []),
      ],
      focus: { about: 'focus', text: atPlace(trial.at, trial.names.length, trial.names[trial.at] ?? '') },
    };
  }
  return {
    place: 'set-up',
    sentences: [
      ...sayTrial(state),
      ...sayRefusal('reason', source.reason),
      ...groupPlaces(source.places).map(({ status, text }) => ({
        about: `place ${text}`,
        text: withStatus(status, endSentence(plainWords(text))),
      })),
      { about: 'title', text: `${formTitle}.` },
      ...sayKeysOf(layers, []).map((keys) => ({ ...keys, when: 'asked' as const })),
    ],
    ...sayField(source, state),
  };
};

const sayRefusal = (about: string, { message, tryThis }: Refusal): readonly Sentence[] => [
  { about, text: withStatus('fail', plainWords(message)) },
  ...(tryThis === undefined ? [] : [{ about: `${about} advice`, text: plainWords(tryThis) }]),
];

const sayTrial = ({ trial, fields }: SetupState): readonly Sentence[] => {
  switch (trial.kind) {
    case 'running':
      return [{ about: 'trial', text: `Connecting to ${fields.host.value.trim() || 'this machine'}.` }];
    case 'stopped':
      return [{ about: 'trial', text: 'Stopped; nothing was opened.' }];
    case 'refused':
      return sayRefusal('trial', trial);
    default:
      return [];
  }
};

/** What the cursor stands on: a text is written, everything else is told. */
const sayField = (source: Source, state: SetupState): Pick<Speech, 'focus' | 'field'> => {
  const { rows, at, fields, tls } = state;
  const row = rows[at];
  const told = (text: string): Pick<Speech, 'focus'> => ({
    focus: { about: 'focus', text: atPlace(at, rows.length, text) },
  });
  switch (row?.kind) {
    case 'text': {
      const { value } = fields[row.field];
      const note = emptyNotes(row.field, state, source);
      const label = atPlace(at, rows.length, `${fieldLabels[row.field]} (${plainWords(note)})`);
      return { field: { label, value: row.field === 'password' ? '*'.repeat([...value].length) : value } };
    }
    case 'tls':
      return told(`TLS mode ${tls}. Left and Right change it.`);
    case 'configuration':
      return told(`Use ${row.configuration.path}, ${plainWords(row.configuration.why)}.`);
    case 'demo':
      return told(`${demoChoice.text}, ${demoChoice.note}.`);
    case undefined:
      return {};
  }
};
