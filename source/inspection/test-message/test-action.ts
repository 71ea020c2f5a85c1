/** How the journal names a test message: when the last one was sent is asked by that name. */
export const testAction = 'send-test';
