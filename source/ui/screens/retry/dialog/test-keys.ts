import { readSoleAddress } from '../../../../domain/routing/sole-address.ts';
import { editField, insertText } from '../../../components/text-field-state.ts';
import { closeKey, doKey, type ReadingControls, scrollKeys } from '../../../dialog/reading-keys.ts';
import type { KeyBinding } from '../../../keys/binding.ts';
import { bindKeys, type KeyLayer } from '../../../keys/layer.ts';
import { namedKeys } from '../../../keys/named-keys.ts';
import type { TestAddressDialog } from './state.ts';

/** What the dialogs of a test message can be told. */
export interface TestDialogControls extends ReadingControls {
  editAddress(field: TestAddressDialog['field']): void;
  previewTest(to: string): void;
}

/** Every letter belongs to the address. */
export const testAddressLayer = ({ field }: TestAddressDialog, controls: TestDialogControls): KeyLayer => {
  const address = readSoleAddress(field.value);
  const keys: readonly KeyBinding<TestDialogControls>[] = [
    {
      keys: ['enter'],
      shown: 'Enter',
      footer: { shown: 'Enter', label: 'show it before it goes' },
      help: 'show the test before it goes',
      disabled: () => (address === undefined ? 'A test goes to exactly one address.' : undefined),
      run: ({ previewTest }) => previewTest(address ?? ''),
    },
    { ...closeKey, keys: ['esc'] },
  ];
  return {
    keys: bindKeys(keys, controls),
    isModal: true,
    type(key) {
      const edited = editField(field, key);
      if (edited !== undefined) controls.editAddress(edited);
      return true;
    },
    paste: (text) => controls.editAddress(insertText(field, text)),
  };
};

const sendKey: KeyBinding<ReadingControls> = {
  ...doKey(() => undefined),
  footer: { shown: namedKeys.yes, label: 'send it once' },
  help: 'send exactly this, once',
};

export const testLayer = (controls: TestDialogControls): KeyLayer => ({
  keys: bindKeys([sendKey, closeKey, ...scrollKeys], controls),
  isModal: true,
});
