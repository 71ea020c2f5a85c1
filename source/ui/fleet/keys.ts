import type { HelpSection } from '../components/help.tsx';
import type { ListStep } from '../components/list-window.ts';
import { alwaysKeys } from '../global-keys.ts';
import type { KeyBinding } from '../keys/binding.ts';
import { namedKeys } from '../keys/named-keys.ts';

/** What the table of databases can be told. */
export interface FleetControls {
  move(step: ListStep): void;
  open(): void;
  openFilter(): void;
  nextOrder(): void;
  lookAgain(): void;
  openHelp(): void;
  /** The filter first, then out. */
  back(): void;
  leave(): void;
  /** Why nothing can be opened; undefined when something can. */
  nothingHere(): string | undefined;
}

export const fleetKeys: readonly KeyBinding<FleetControls>[] = [
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'open' },
    help: "this database's console; Esc comes back",
    disabled: ({ nothingHere }) => nothingHere(),
    run: ({ open }) => open(),
  },
  {
    keys: ['/'],
    shown: '/',
    footer: { shown: '/', label: 'filter' },
    help: 'filter: words of the name or the verdict; fail, warn, ok, unknown',
    run: ({ openFilter }) => openFilter(),
  },
  {
    keys: ['o'],
    shown: 'o',
    footer: { shown: 'o', label: 'order' },
    help: 'trouble first, by name, most waiting, most failed, oldest first',
    run: ({ nextOrder }) => nextOrder(),
  },
  {
    keys: ['r'],
    shown: 'r',
    footer: { shown: 'r', label: 'look now' },
    help: 'look at all databases now',
    run: ({ lookAgain }) => lookAgain(),
  },
  { keys: ['j', 'down'], shown: 'j ↓', help: 'down', run: ({ move }) => move('down') },
  { keys: ['k', 'up'], shown: 'k ↑', help: 'up', run: ({ move }) => move('up') },
  { keys: ['pagedown', 'ctrl+d', 'space'], shown: 'PgDn', help: 'a page down', run: ({ move }) => move('page-down') },
  { keys: ['pageup', 'ctrl+u'], shown: 'PgUp', help: 'a page up', run: ({ move }) => move('page-up') },
  { keys: ['g', 'home'], shown: 'g', help: 'to the first', run: ({ move }) => move('first') },
  { keys: ['G', 'end'], shown: 'G', help: 'to the last', run: ({ move }) => move('last') },
  { keys: ['esc'], shown: 'Esc', help: 'drop the filter', run: ({ back }) => back() },
];

export const fleetGlobalKeys: readonly KeyBinding<FleetControls>[] = [
  {
    keys: ['?'],
    shown: '?',
    footer: { shown: '?', label: 'help' },
    help: 'this help',
    run: ({ openHelp }) => openHelp(),
  },
  {
    keys: [namedKeys.leave],
    shown: namedKeys.leave,
    footer: { shown: namedKeys.leave, label: 'quit' },
    help: 'quit',
    run: ({ leave }) => leave(),
  },
];

export interface FilterControls {
  apply(): void;
  close(): void;
}

export const fleetFilterKeys: readonly KeyBinding<FilterControls>[] = [
  {
    keys: ['enter'],
    shown: 'Enter',
    footer: { shown: 'Enter', label: 'filter' },
    help: 'filter',
    run: ({ apply }) => apply(),
  },
  {
    keys: ['esc'],
    shown: 'Esc',
    footer: { shown: 'Esc', label: 'leave it' },
    help: 'close',
    run: ({ close }) => close(),
  },
];

export const fleetHelp: readonly HelpSection[] = [
  { title: 'Databases', entries: fleetKeys },
  { title: 'Everywhere', entries: [...fleetGlobalKeys, ...alwaysKeys] },
];
