import { randomInt } from 'node:crypto';

const count = 4096;
let last = randomInt(count);

/** Returns a subnet of 16 addresses in `10.SECOND.0.0/16`: another one at each call, and most likely not that of another test file. */
export function nextSubnet(second: number): string {
	last = (last + 1) % count;
	return `10.${second}.${last >> 4}.${(last & 15) * 16}/28`;
}
