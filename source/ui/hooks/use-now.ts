import { useEffect, useState } from 'react';

/** The time, a second fresh: ages on the screen grow while nothing else happens. */
export const useNow = (now: () => Date): Date => {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return time;
};
