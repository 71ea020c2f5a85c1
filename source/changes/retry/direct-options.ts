import type { SendNow } from '../../domain/change/send-now.ts';
import type { RetryOptions } from './retry-options.ts';

/** A retry's options for a way to Odoo; none: its queue is woken. */
export const directOptions = (sendNow: SendNow | undefined): Pick<RetryOptions, 'way' | 'findForbidden'> =>
  sendNow === undefined
    ? {}
    : { way: sendNow.way, ...(sendNow.findForbidden && { findForbidden: sendNow.findForbidden }) };
