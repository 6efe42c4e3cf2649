import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeOrSkip } from '../../helpers/engine/compose-plugins.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import type { Mutation } from './compose-file.js';
import { fieldsFile } from './field-mutations.js';
import { openPlannedRun, type PlannedRun } from './planned-run.js';

const { skip, engine: provided } = engineOrSkip();
const { skip: skipCompose, compose } = composeOrSkip();

/** Tests that the plan of each change equals what compose does. The changes follow each other in a project of two services. */
export function testPlans(title: string, project: string, mutations: readonly Mutation[]): void {
	describe.skipIf(skip || skipCompose)(title, () => {
		let run: PlannedRun;
		beforeAll(async () => {
			run = await openPlannedRun(compose, provided.host, fieldsFile(`${project}${process.pid}`), {});
		});
		afterAll(() => run.close());

		test('creates both services', async () => {
			expect((await run.create()).services.map(({ service }) => service).sort()).toEqual(['next', 'probe']);
		});

		test.each(mutations.map(mutation => [mutation.title, mutation] as const))('%s', async (_, mutation) =>
			run.change(mutation),
		);
	});
}
