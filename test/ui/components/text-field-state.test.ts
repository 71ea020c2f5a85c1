import { expect, test } from 'vitest';
import { editField, emptyField, fieldWith, insertText } from '../../../source/ui/components/text-field-state.ts';

const press = (start: string, ...keys: readonly string[]) =>
  keys.reduce((field, key) => editField(field, key) ?? field, fieldWith(start));

test('characters go in at the cursor', () => {
  expect(press('ac', 'left', 'b', 'space')).toEqual({ value: 'ab c', cursor: 3 });
});

test('one key removes one grapheme, however many code points it has', () => {
  expect(press('a👩‍👧', 'backspace')).toEqual({ value: 'a', cursor: 1 });
  expect(press('é👩‍👧', 'home', 'right', 'delete').value).toBe('é');
});

test('the keys of a shell work: start, end, to the start, to the end, a word', () => {
  expect(press('from:ann age>2d', 'ctrl+w')).toEqual(fieldWith('from:ann '));
  expect(press('abc', 'left', 'ctrl+u')).toEqual({ value: 'c', cursor: 0 });
  expect(press('abc', 'ctrl+a', 'right', 'ctrl+k', 'ctrl+e', 'd').value).toBe('ad');
});

test('at either end nothing happens', () => {
  expect(press('', 'backspace', 'delete', 'left', 'right', 'ctrl+w')).toEqual(emptyField);
});

test('Enter, Esc and the arrows up and down are not the field’s', () => {
  for (const key of ['enter', 'esc', 'up', 'down', 'tab', 'ctrl+c']) expect(editField(emptyField, key)).toBeUndefined();
});

test('pasted text comes in on one line and without control characters', () => {
  expect(insertText(fieldWith('to:'), '\u001b[31mann@a.example\r\nbob\u0007\n').value).toBe('to:ann@a.example bob');
});
