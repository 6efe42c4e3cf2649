import type { BuildEvent, BuildVertex } from '../../../source/domain/progress/progress.js';
import type { BuildOptions, Engine } from '../../../source/engine/engine.js';

/** The options of a build that a test sets. */
export type Asked = Partial<BuildOptions> & Pick<BuildOptions, 'context' | 'builder'>;

const never = new AbortController().signal;

/** Starts a build; all other options have the defaults of a form. */
export function startBuild(engine: Engine, asked: Asked, signal: AbortSignal = never): AsyncIterable<BuildEvent> {
	const usual = { tags: [], buildArgs: {}, labels: {}, noCache: false, pull: false, auth: [] };
	return engine.images.build({ ...usual, ...asked }, { signal });
}

/** All that a build reports until its end. */
export async function eventsOf(build: AsyncIterable<BuildEvent>): Promise<BuildEvent[]> {
	const all: BuildEvent[] = [];
	for await (const event of build) {
		all.push(event);
	}
	return all;
}

/** Runs a build to its end. */
export function runBuild(engine: Engine, asked: Asked): Promise<BuildEvent[]> {
	return eventsOf(startBuild(engine, asked));
}

/** Runs `then` once this many bytes are sent, while the build continues; resolves at the build's end. */
export async function whenSent(events: AsyncIterable<BuildEvent>, bytes: number, then: () => unknown): Promise<void> {
	let isDue = true;
	for await (const event of events) {
		if (event.kind !== 'upload' || event.sent < bytes || !isDue) {
			continue;
		}
		isDue = false;
		await then();
	}
}

/** Returns all output of the steps. */
export function outputOf(events: readonly BuildEvent[]): string {
	return events
		.map(event => (event.kind === 'log' ? event.text : event.kind === 'message' ? (event.message.stream ?? '') : ''))
		.join('');
}

/** Returns the steps of a Dockerfile (`[2/3] COPY . /`): those that were cached, and those that ran. */
export function stepsOf(events: readonly BuildEvent[]): { cached: string[]; run: string[] } {
	const vertices = new Map<string, BuildVertex>();
	for (const event of events) {
		if (event.kind === 'vertex') {
			vertices.set(event.vertex.digest, event.vertex);
		}
	}
	// The first step of a stage is its image, which is not built.
	const steps = [...vertices.values()].filter(({ name }) => /^\[(?!internal).*\] (?!FROM)/.test(name));
	return {
		cached: steps
			.filter(step => step.cached)
			.map(({ name }) => name)
			.sort(),
		run: steps
			.filter(step => !step.cached)
			.map(({ name }) => name)
			.sort(),
	};
}

/** Returns the number of sent bytes. */
export function sentOf(events: readonly BuildEvent[]): number {
	const last = events.findLast(event => event.kind === 'upload');
	return last?.kind === 'upload' ? last.sent : 0;
}
