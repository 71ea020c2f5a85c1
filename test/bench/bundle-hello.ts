import { type Bundled, bundleText } from './bundle-text.ts';

const source = `
import { render, Text } from 'ink';
import { createElement } from 'react';
render(createElement(Text, null, 'hello'), { alternateScreen: true });
setInterval(() => undefined, 60_000);
`;

/** The least that an Ink program is: in a terminal it shows `hello` and waits. */
export const bundleHello = (): Promise<Bundled> => bundleText(source);
