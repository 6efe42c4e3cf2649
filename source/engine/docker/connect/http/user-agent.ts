import { version } from '../../../../../package.json';

/** What the engine's log calls us. */
export const userAgent = `plimsoll/${version}`;
