import { useCallback, useEffect, useState } from 'react';

const shownForMs = 4_000;

/** A line that says what just happened and goes away by itself. */
export const useMessage = (): readonly [string | undefined, (message: string) => void, () => void] => {
  const [message, setMessage] = useState<{ readonly text: string }>();
  useEffect(() => {
    if (message === undefined) return;
    const timer = setTimeout(() => setMessage(undefined), shownForMs);
    return () => clearTimeout(timer);
  }, [message]);
  const say = useCallback((text: string) => setMessage({ text }), []);
  const forget = useCallback(() => setMessage(undefined), []);
  return [message?.text, say, forget];
};
