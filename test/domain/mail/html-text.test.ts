import { describe, expect, test } from 'vitest';
import { htmlToText } from '../../../source/domain/mail/html-text.ts';

test.each([
  ['<p>Dear <b>Ann</b>,</p><p>thanks&nbsp;&amp; bye</p>', 'Dear Ann,\nthanks & bye'],
  ['<style>p{}</style><div>a<br/>b</div>', 'a\nb'],
  ['<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
  ['<!-- <p>no</p> -->&euro; &#8364; &#x20AC; it&#39;s', "&euro; € € it's"],
  ['1 < 2 <3', '1 < 2 <3'],
  ['plain\n text', 'plain text'],
])('%s', (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test('what an entity spells is as safe for a terminal as what stands in the text', () => {
  expect(htmlToText('pdf&#x202e;fdp &#x200b;a&#27;[31mb&#x9b;2J &#xd800;')).toBe('pdffdp ab \ufffd');
});

describe('what begins and never ends takes the rest, as in a browser', () => {
  test.each(['<!-- ', '<style> ', '<TITLE>', '<img src="data:image/png;base64,'])('%s', (opening) => {
    expect(htmlToText(`<p>seen</p>${opening}unseen`)).toBe('seen');
  });
});

// Where the time grew with the square, each of these outlasted the runner's patience; now they are tenths of a second.
describe('a body made to stop a reader is read in time', () => {
  test.each(['<style ', '<!--', '<title>', '<', '<br ', '<a "', '</style', '&#10; '])('%s over and over', (piece) => {
    expect(htmlToText(`<p>seen</p>${piece.repeat(1_000_000 / piece.length)}`)).toMatch(/^seen/);
  });
});
