import { expect, test } from 'vitest';
import { causes } from '../../source/causes/index.ts';

/** Beside a sign that says "fine" they would say the opposite. */
const faults = /\b(?:no|not|never|missing|refused|wrong|invalid|error|stuck|fail\w*|block\w*|broken|lost|bad)\b/i;

test.each(causes.map(({ id, title }) => [id, title] as const))(
  'the title of %s, “%s”, says what is looked at and not how it stands',
  (_, title) => {
    expect(title).not.toMatch(faults);
    expect(title).not.toMatch(/[.?!]$/);
  },
);
