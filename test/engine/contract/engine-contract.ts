import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { entering } from './entering.js';
import { Kit, type Subject } from './kit.js';
import { limiting } from './limiting.js';
import { living } from './living.js';
import { looking } from './looking.js';
import { storing } from './storing.js';
import { streaming } from './streaming.js';

/** The tests that every engine behind the port must pass. */
export function engineContract(name: string, open: () => Promise<Subject>): void {
	describe(`${name} keeps the engine contract`, () => {
		const kit = new Kit();
		let subject: Subject | undefined;
		beforeAll(async () => {
			subject = await open();
			kit.use(subject);
		});
		afterEach(() => kit.tidy());
		afterAll(() => subject?.cleanup());
		describe('looking', () => looking(kit));
		describe('living', () => living(kit));
		describe('streaming', () => streaming(kit));
		describe('entering', () => entering(kit));
		describe('limiting', () => limiting(kit));
		describe('storing', () => storing(kit));
	});
}
