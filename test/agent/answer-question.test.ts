import { expect, test } from 'vitest';
import { nameArguments } from '../../source/agent/answer-question.ts';

test.each([
  ['Choose one with --subject: server:3, server:4.', 'Choose one with subject: server:3, server:4.'],
  ['Port is missing. Say it with --set port=….', 'Port is missing. Say it with values: {"port": …}.'],
  ['--older-than takes an age.', 'older_than takes an age.'],
  ['Choose one with -d acme, or take them all with --all-databases.', 'Choose one with the argument database acme.'],
  ['Choose another with -d, or leave it out.', 'Choose another with the argument database, or leave it out.'],
  ['It was not done within 30 s (--deadline).', 'It was not done within 30 s (--deadline).'],
])('what the command line says of its options is said of arguments: %s', (said, told) => {
  expect(nameArguments(said)).toBe(told);
});
