import { setFlagsFromString } from 'node:v8';

/**
 * For commands that read hundreds of thousands of rows page by page, and for those that stay open beside Odoo for days:
 * what is held is little, and what is let go would otherwise lie about in a young generation of up to a hundred
 * megabytes, and in a heap of twice what is alive. Costs a tenth more processor time. To be called before much is loaded.
 * Flags that an engine does not know are ignored.
 */
export const keepHeapSmall = (): void => {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
};

/**
 * For commands that run for a moment: code is optimized where it has run twenty times as often as usual. In half a second
 * nothing pays for that work, and the optimizing compilers alone bring seven megabytes of the engine into memory; what
 * works through a large queue still gets there. To be called before much is loaded.
 */
export const optimizeLate = (): void => {
  setFlagsFromString('--invocation-count-for-maglev=8000');
  setFlagsFromString('--invocation-count-for-maglev-osr=2000');
  setFlagsFromString('--invocation-count-for-turbofan=60000');
  setFlagsFromString('--invocation-count-for-osr=10000');
};
