import type { ComposeFiles } from '../../../domain/compose/plan/model.js';
import { composeArgv } from '../../../domain/compose/up/argv.js';
import type { UpMessage } from '../../../domain/compose/up/messages.js';
import type { ComposeTool } from '../../../domain/compose/up/tool.js';
import type { Call, ComposeCalls, ComposeCommand } from '../../engine.js';
import { EngineError } from '../../errors.js';
import type { World } from '../world/world.js';
import { readDemoProject } from './demo-model.js';
import { type DemoProject, editedProjects } from './demo-services.js';
import { demoUp } from './demo-up.js';

const demoTool: ComposeTool = { kind: 'plugin', version: '2.40.3', program: ['docker', 'compose'] };
const readLatencies = 12;

/** Compose on the demo's world: two projects whose files were edited after they had started. */
export function demoComposeCalls(world: World): ComposeCalls {
	return {
		tool: ({ signal }) => world.call(signal, () => demoTool),
		find: (_, { signal }) => world.call(signal, () => undefined),
		async read(files, { profiles }, { signal }) {
			await world.work(readLatencies, signal);
			const project = projectOf(files);
			const all = readDemoProject(project, []).profiles;
			return readDemoProject(project, typeof profiles === 'function' ? profiles(all) : profiles);
		},
		stamps: (paths, { signal }) => world.call(signal, () => paths.map(() => '')),
		inTerminal: (_, __, { signal }) =>
			world.call(signal, () => {
				throw new EngineError('unsupported', 'the demo has no compose that could use the terminal');
			}),
		run: (files, command, call) => run(world, files, command, call),
	};
}

function projectOf({ name, workingDir }: ComposeFiles): DemoProject {
	const project = editedProjects.find(each => each.name === name);
	if (project === undefined) {
		throw new EngineError('not-found', `${workingDir}/compose.yaml: not on this machine`);
	}
	return project;
}

async function* run(
	world: World,
	files: ComposeFiles,
	command: ComposeCommand,
	{ signal }: Call,
): AsyncGenerator<UpMessage> {
	const project = projectOf(files);
	await world.work(readLatencies, signal);
	const [verb = ''] = command.words;
	switch (verb) {
		case 'up':
			return yield* demoUp(world, project, command, signal);
		case 'pull':
		case 'build':
			return yield* fetchImages(world, project, verb, signal);
		default:
			yield { kind: 'line', text: `The demo does not run: ${composeArgv(files, command.words).join(' ')}` };
	}
}

async function* fetchImages(
	world: World,
	{ services }: DemoProject,
	verb: 'pull' | 'build',
	signal: AbortSignal,
): AsyncGenerator<UpMessage> {
	const message = (id: string, status: string): UpMessage => ({
		kind: 'step',
		id,
		status,
		parent: '',
		current: 0,
		total: 0,
	});
	if (verb === 'build') {
		yield { kind: 'line', text: 'No services to build' };
		return;
	}
	for (const { name } of services) {
		yield message(name, 'Pulling');
		await world.work(readLatencies, signal);
		yield message(name, 'Pulled');
	}
}
