import type { WizardSource } from '../../source/ui/screens/wizard/source.ts';

const unasked = () => {
  throw new Error('This test gave the wizard no source.');
};

/** Without causes there is nothing to measure; asked for anything else it says that the test forgot it. */
export const noWizard: WizardSource = {
  causes: [],
  changesOff: undefined,
  async *diagnose() {},
  inputs: unasked,
  plan: unasked,
  apply: unasked,
  newestChange: unasked,
  undo: unasked,
  watchRecord: unasked,
  export: unasked,
};
