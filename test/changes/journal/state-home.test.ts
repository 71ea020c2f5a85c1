import { expect, test } from 'vitest';
import { stateHomeOf } from '../../../source/changes/journal/state-home.ts';

test('the journal lies where the XDG rules say', () => {
  expect(stateHomeOf({ XDG_STATE_HOME: '/var/state', HOME: '/home/ada' })).toBe('/var/state');
  expect(stateHomeOf({ XDG_STATE_HOME: 'state', HOME: '/home/ada' })).toBe('/home/ada/.local/state');
});
