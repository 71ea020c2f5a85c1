import { expect, test } from 'vitest';
import { htmlToText } from '../../source/domain/html-text.ts';

test.each([
  ['<p>Dear <b>Ann</b>,</p><p>thanks&nbsp;&amp; bye</p>', 'Dear Ann,\nthanks & bye'],
  ['<style>p{}</style><div>a<br/>b</div>', 'a\nb'],
  ['<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
  ['<!-- <p>no</p> -->&euro; &#8364; &#x20AC; &#27;[31m', '&euro; € € &#27;[31m'],
  ['plain\n text', 'plain text'],
])('%s', (html, text) => {
  expect(htmlToText(html)).toBe(text);
});
