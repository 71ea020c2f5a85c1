/** How long the next step may take: its own limit, or what is left of the whole session's. */
export interface TimeBudget {
  /** Ms for the next step; never below 1, so that a step begun at the very end still fails by itself. */
  step(): number;
  /** Ms that the session has left; never below 1. */
  left(): number;
  /**
   * Ms for the server's first word: six steps, 60 s where a step has 10, which is how long Odoo's smtplib waits
   * (SMTP_TIMEOUT, base/models/ir_mail_server.py). A relay that looks the client's address up backwards first greets
   * after 10 s and more. What follows keeps a part of the session's time.
   */
  greeting(): number;
  /**
   * Ms for the answer to a message: as long as Odoo's smtplib waits, however little of the session is left. Who hangs up
   * earlier does not know whether the message was taken, and the server may have.
   */
  delivery(): number;
}

/** Steps that a greeting may take. */
const greetingSteps = 6;
/** Kept of the session for what follows a late greeting, ms; of a short session a third. */
const reserveMs = 4_000;

/** Starts the session's clock. Both limits in ms. */
export const startTimeBudget = (stepMs: number, totalMs: number): TimeBudget => {
  const end = performance.now() + totalMs;
  const left = (): number => Math.max(1, Math.round(end - performance.now()));
  return {
    left,
    delivery: () => stepMs * greetingSteps,
    step: () => Math.min(stepMs, left()),
    greeting: () => {
      const rest = left();
      return Math.max(1, Math.round(Math.min(stepMs * greetingSteps, rest - Math.min(reserveMs, rest / 3))));
    },
  };
};
