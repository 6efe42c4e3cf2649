import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeOrSkip } from '../../helpers/engine/compose-plugins.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { baseFile } from './compose-file.js';
import { openPlannedRun, type PlannedRun } from './planned-run.js';
import { projectMutations } from './project-mutations.js';
import { propertyMutations } from './property-mutations.js';

const { skip, engine: provided } = engineOrSkip();
const { skip: skipCompose, compose } = composeOrSkip();

describe.skipIf(skip || skipCompose)('the plan of a project with five services equals what compose does', () => {
	const project = `plan${process.pid}`;
	let run: PlannedRun;
	beforeAll(async () => {
		run = await openPlannedRun(compose, provided.host, baseFile(project), {
			'api/Dockerfile': 'FROM plimsoll-test/busybox\nENV RELEASE=1\n',
			'web.env': 'COLOUR=red\n',
		});
	});
	afterAll(() => run.close());

	test('creates everything that is not there', async () => {
		const plan = await run.create();
		expect(plan.resources.map(({ kind, name, fate }) => `${fate} ${kind} ${name}`).sort()).toEqual([
			`create network ${project}_back`,
			`create network ${project}_default`,
			`create volume ${project}_data`,
		]);
	});

	test.each([...propertyMutations, ...projectMutations].map(mutation => [mutation.title, mutation] as const))(
		'%s',
		async (_, mutation) => run.change(mutation),
	);
});
