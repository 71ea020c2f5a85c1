import type { PreventionSource } from '../../source/ui/screens/prevention/source.ts';

const unasked = () => {
  throw new Error('This test gave the prevention screen no source.');
};

/** Without precautions there is nothing to examine; asked for anything else it says that the test forgot it. */
export const noPrevention: PreventionSource = {
  precautions: [],
  changesOff: undefined,
  async *examine() {},
  inputs: unasked,
  plan: unasked,
  apply: unasked,
  newestChange: unasked,
  undo: unasked,
  watchRecord: unasked,
};
