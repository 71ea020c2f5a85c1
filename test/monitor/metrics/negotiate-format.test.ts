import { expect, test } from 'vitest';
import { negotiateFormat } from '../../../source/monitor/metrics/negotiate-format.ts';

const open = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
const text = 'text/plain; version=0.0.4; charset=utf-8';

test.each([
  [undefined, text],
  ['', text],
  ['*/*', text],
  ['text/html,application/xhtml+xml,*/*;q=0.8', text],
  ['text/plain;version=0.0.4', text],
  ['application/openmetrics-text', open],
  ['Application/OpenMetrics-Text; Version="1.0.0"', open],
  ['application/openmetrics-text;version=0.0.1', open],
  ['application/openmetrics-text;version=2.0.0', text],
  ['application/openmetrics-text;q=0', text],
  ['application/openmetrics-text;q=2', text],
  ['application/openmetrics-text;q=x', text],
  ['application/openmetrics-text;q=0.5,text/plain;q=0.6', text],
  ['application/openmetrics-text;q=0.5,text/plain;version=1.0.0;q=0.6', open],
  ['application/openmetrics-text;q=0.5,text/plain;q=0.5', open],
  // Prometheus 2.42 and 3.
  [
    'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
    open,
  ],
  [
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1',
    open,
  ],
  ['text/plain;version=0.0.4;q=0.6,application/openmetrics-text;version=1.0.0;q=0.3', text],
])('who accepts %s gets %s', (header, format) => {
  expect(negotiateFormat(header)).toBe(format);
});
