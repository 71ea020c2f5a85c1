import { dayScale, hourScale } from '../domain/mail/queue.ts';
import { EventChart } from './event-chart.ts';

/** The same events over the last hour and over the last day. */
export class TwoCharts {
  readonly #hour = new EventChart(hourScale);
  readonly #day = new EventChart(dayScale);

  add(atMs: number, events = 1): void {
    this.#hour.add(atMs, events);
    this.#day.add(atMs, events);
  }

  hour(nowMs: number): readonly number[] {
    return this.#hour.read(nowMs);
  }

  day(nowMs: number): readonly number[] {
    return this.#day.read(nowMs);
  }
}
