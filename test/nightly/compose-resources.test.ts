import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeOrSkip } from '../helpers/engine/compose-plugins.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { fieldsFile } from '../parity/compose/field-mutations.js';
import { openPlannedRun, type PlannedRun } from '../parity/compose/planned-run.js';
import { resourceMutations } from '../parity/compose/resource-mutations.js';

const { skip, engine: provided } = engineOrSkip();
const { skip: skipCompose, compose } = composeOrSkip();

describe.skipIf(skip || skipCompose)('the plan of a changed network, volume or mount equals what compose does', () => {
	let run: PlannedRun;
	beforeAll(async () => {
		run = await openPlannedRun(compose, provided.host, fieldsFile(`res${process.pid}`), {});
	});
	afterAll(() => run.close());

	test('creates both services', async () => {
		expect((await run.create()).services.map(({ service }) => service).sort()).toEqual(['next', 'probe']);
	});

	test.each(resourceMutations.map(mutation => [mutation.title, mutation] as const))('%s', async (_, mutation) =>
		run.change(mutation),
	);
});
