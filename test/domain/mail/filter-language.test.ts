import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../../source/domain/mail/filter-language.ts';

const world = {
  now: new Date('2026-11-24T12:00:00Z'),
  servers: [
    { id: 1, name: 'Google Workspace', host: 'smtp.gmail.com' },
    { id: 3, name: 'Old relay', host: null },
  ],
};
const read = (text: string) => parseFilter(text, world);
const filterOf = (text: string) => {
  const parsed = read(text);
  return parsed.kind === 'filter' ? parsed.filter : parsed.sentence;
};

describe('the filter box understands', () => {
  test.each([
    ['', {}],
    ['  invoice   2026 ', { text: 'invoice 2026' }],
    ['"in  voice" x', { text: 'in  voice x' }],
    ['class:rate.daily', { classes: ['rate.daily'] }],
    ['class:size.*,quota.plan', { classes: ['size.message', 'quota.plan'] }],
    ['Class:GREY', { classes: ['grey.listed'] }],
    ['server:gmail server:3', { serverIds: [1, 3] }],
    ['from:ann@acme.example to:"Zoe, Ltd"', { from: 'ann@acme.example', to: 'Zoe, Ltd' }],
    ['state:failed,Waiting state:cancelled', { states: ['exception', 'outgoing', 'cancel'] }],
    ['state:exception,cancel', { states: ['exception', 'cancel'] }],
    ['id:7,9 id:7', { ids: [7, 9] }],
    ['age>2d', { before: new Date('2026-11-22T12:00:00Z') }],
    ['age>90m late', { before: new Date('2026-11-24T10:30:00Z'), text: 'late' }],
    ['age:1h age>2h', { before: new Date('2026-11-24T10:00:00Z') }],
    ['at 10:30', { text: 'at 10:30' }],
    ['"Re: order"', { text: 'Re: order' }],
  ])('%s', (text, filter) => {
    expect(filterOf(text)).toEqual(filter);
  });
});

describe('what it does not understand it says, and where', () => {
  test.each([
    ['class:auht.*', "There is no failure class 'auht.*'", 0],
    ['a class:', 'What is to stand after class?', 2],
    ['x form:ann', "There is no field 'form:'", 2],
    ['state:canceled', 'one of waiting, failed, sent, cancelled, received', 0],
    ['server:3 server:nowhere', "No mail server is called 'nowhere'", 9],
    ['age>2y', "'2y' is not an age", 0],
    ['age<2d', 'Only older mails', 0],
    ['id:x', "'x' is not the id of a mail", 0],
    ['id:99999999999', 'not the id of a mail', 0],
    ['from:a from:b', 'stands there twice', 7],
  ])('%s', (text, sentence, at) => {
    expect(read(text)).toEqual({ kind: 'wrong', sentence: expect.stringContaining(sentence), at });
  });
});
