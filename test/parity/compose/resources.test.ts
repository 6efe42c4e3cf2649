import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeOrSkip } from '../../helpers/engine/compose-plugins.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { fieldsFile } from './field-mutations.js';
import { networkMutations } from './network-mutations.js';
import { openPlannedRun, type PlannedRun } from './planned-run.js';

const { skip, engine: provided } = engineOrSkip();
const { skip: skipCompose, compose } = composeOrSkip();

// test/nightly/compose-resources.test.ts has the changes of volumes, mounts and other fields as well.
describe.skipIf(skip || skipCompose)('the plan of a changed network equals what compose does', () => {
	let run: PlannedRun;
	beforeAll(async () => {
		run = await openPlannedRun(compose, provided.host, fieldsFile(`res${process.pid}`), {});
	});
	afterAll(() => run.close());

	test('creates both services', async () => {
		expect((await run.create()).services.map(({ service }) => service).sort()).toEqual(['next', 'probe']);
	});

	test.each(networkMutations.map(mutation => [mutation.title, mutation] as const))('%s', async (_, mutation) =>
		run.change(mutation),
	);
});
