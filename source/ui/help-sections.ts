import type { HelpSection } from './components/help.tsx';
import { alwaysKeys, globalKeys, screenKeys } from './global-keys.ts';
import { screens as definitions } from './screens/index.ts';
import type { ScreenId } from './screens/screen.ts';

/** What the help says on this screen: its own keys, and those of everywhere. */
export const helpOf = (screen: ScreenId): readonly HelpSection[] => [
  ...definitions.filter(({ id }) => id === screen).map(({ title, help }) => ({ title, entries: help })),
  { title: 'Everywhere', entries: [...screenKeys(definitions), ...globalKeys, ...alwaysKeys] },
];
