import type { LineStep } from '../../components/lines/scroll.ts';
import type { KeyBinding } from '../../keys/binding.ts';
import { namedKeys } from '../../keys/named-keys.ts';

/** What lines that are read can be told. */
interface ReadingControls {
  move(step: LineStep): void;
}

const readingKeys: readonly KeyBinding<ReadingControls>[] = [
  { keys: ['j', 'down'], shown: 'j ↓', help: 'further down', run: ({ move }) => move(1) },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'further up', run: ({ move }) => move(-1) },
  { keys: ['pagedown', 'space'], shown: 'PgDn', help: 'a page further', run: ({ move }) => move('page-down') },
  { keys: ['pageup'], shown: 'PgUp', help: 'a page back', run: ({ move }) => move('page-up') },
  { keys: ['g', 'home'], shown: 'g', help: 'to the beginning', run: ({ move }) => move('first') },
  { keys: ['G', 'end'], shown: 'G', help: 'to the end', run: ({ move }) => move('last') },
];

/** What the box can be told. */
export interface BoxControls {
  search(): void;
  close(): void;
}

export const boxKeys: readonly KeyBinding<BoxControls>[] = [
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'find' },
    help: 'find the mails that this text means',
    run: ({ search }) => search(),
  },
  {
    keys: ['esc'],
    shown: 'Esc',
    footer: { shown: 'Esc', label: 'back' },
    help: 'close the box',
    run: ({ close }) => close(),
  },
];

/** What the list of found mails can be told. */
export interface FoundControls extends ReadingControls {
  openBox(): void;
  explain(): void;
  goOn(): void;
  copyName(): void;
  /** Why there is no mail under the cursor; undefined when there is one. */
  nothingHere(): string | undefined;
  /** Why the search does not go on; undefined when it can. */
  atEnd(): string | undefined;
}

const findAnother: KeyBinding<Pick<FoundControls, 'openBox'>> = {
  keys: [namedKeys.find],
  shown: namedKeys.find,
  footer: { shown: namedKeys.find, label: 'find another' },
  help: 'find other mails',
  run: ({ openBox }) => openBox(),
};

/** While no mail is listed, looking for others is all that can be done: Enter does it, too. */
export const nothingFoundKeys: readonly KeyBinding<Pick<FoundControls, 'openBox'>>[] = [
  {
    ...findAnother,
    keys: [namedKeys.find, 'enter'],
    footer: { shown: `${namedKeys.find} Enter`, label: 'find' },
  },
];

export const foundKeys: readonly KeyBinding<FoundControls>[] = [
  {
    keys: ['enter', namedKeys.explain],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'its story' },
    help: "the mail's story: who has it, why not, and what to say",
    disabled: ({ nothingHere }) => nothingHere(),
    run: ({ explain }) => explain(),
  },
  findAnother,
  {
    keys: ['n'],
    shown: 'n',
    footer: { shown: 'n', label: 'go on' },
    help: 'search further back',
    disabled: ({ atEnd }) => atEnd(),
    run: ({ goOn }) => goOn(),
  },
  {
    keys: ['y'],
    shown: 'y',
    help: "copy the mail's id",
    disabled: ({ nothingHere }) => nothingHere(),
    run: ({ copyName }) => copyName(),
  },
  ...readingKeys,
];

/** What an open story can be told. */
export interface StoryControls extends ReadingControls {
  copySentence(): void;
  tellAgain(): void;
  close(): void;
  /** Why there is nothing to copy or to ask again; undefined when there is. */
  notTold(): string | undefined;
}

export const storyKeys: readonly KeyBinding<StoryControls>[] = [
  {
    keys: ['y'],
    shown: 'y',
    footer: { shown: 'y', label: 'copy what to say' },
    help: 'copy the sentence for the person who asks',
    disabled: ({ notTold }) => notTold(),
    run: ({ copySentence }) => copySentence(),
  },
  {
    keys: ['r'],
    shown: 'r',
    footer: { shown: 'r', label: 'look again' },
    help: 'measure and tell it anew',
    disabled: ({ notTold }) => notTold(),
    run: ({ tellAgain }) => tellAgain(),
  },
  {
    keys: ['esc', namedKeys.leave],
    shown: 'Esc',
    footer: { shown: 'Esc', label: 'back' },
    help: 'back to the list',
    run: ({ close }) => close(),
  },
  ...readingKeys,
];
