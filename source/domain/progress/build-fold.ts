import { appendOutput, emptyOutput, type Output } from './build-output.js';
import type { BuildEvent, BuildVertex, ProgressMessage } from './progress.js';

/** One step of a build. Times are milliseconds. */
export type BuildStep = {
	/** BuildKit's vertex digest, or `step:<n>`. */
	readonly key: string;
	readonly number: number;
	readonly name: string;
	readonly status: 'waiting' | 'running' | 'done' | 'cached' | 'failed';
	/** Time of the engine's clock with BuildKit (Unix milliseconds), else of our monotonic clock. */
	readonly startedAt?: number;
	readonly completedAt?: number;
	/** Time of the first event that reported the step as running, by our monotonic clock: the engine's clock may differ. */
	readonly seenAt?: number;
	readonly error?: string;
	readonly output: Output;
	/** Progress in bytes while the step loads or sends data. */
	readonly transfer?: { readonly id: string; readonly current: number; readonly total: number };
};

/** State of a build after the events received so far. */
export type BuildSteps = {
	readonly steps: readonly BuildStep[];
	/** Number of steps of the whole build; undefined with BuildKit, which does not report it. */
	readonly count?: number;
	/** Output that belongs to no step. */
	readonly output: Output;
	readonly imageId?: string;
	/** Upload of the build context to the engine; bytes. */
	readonly upload?: { readonly sent: number; readonly done: boolean };
};

export const emptyBuild: BuildSteps = { steps: [], output: emptyOutput };

/** Adds an event of a build. `now` in milliseconds of our monotonic clock. */
export function foldBuild(state: BuildSteps, event: BuildEvent, now: number): BuildSteps {
	switch (event.kind) {
		case 'upload':
			return { ...state, upload: { sent: event.sent, done: event.done } };
		case 'message':
			return foldMessage(state, event.message, now);
		case 'vertex':
			return foldVertex(state, event.vertex, now);
		case 'log':
			return patchStep(state, event.vertex, step => ({ ...step, output: appendOutput(step.output, event.text) }));
		case 'status': {
			const { id, current, total } = event;
			return patchStep(state, event.vertex, step => ({ ...step, transfer: { id, current, total } }));
		}
	}
}

/** Ends the running steps when the build has ended. If the build failed and no step has failed yet, the running steps failed. */
export function endBuild(state: BuildSteps, failed: boolean, now: number): BuildSteps {
	const status = failed ? 'failed' : 'done';
	if (failed && state.steps.some(step => step.status === 'failed')) {
		return state;
	}
	const steps = state.steps.map(step =>
		step.status === 'running' ? ({ ...step, status, completedAt: endOf(step, now) } as const) : step,
	);
	return { ...state, steps };
}

/** The end of a step that ends now, by the clock of its start. */
const endOf = ({ startedAt = 0, seenAt = startedAt }: BuildStep, now: number): number => startedAt + (now - seenAt);

/** The failed step, else the running step, else the last step that has started. */
export function currentStep({ steps }: BuildSteps): BuildStep | undefined {
	const failed = steps.filter(step => step.status === 'failed');
	return (
		// BuildKit cancels the steps that run beside the failed one and reports that as their error.
		failed.find(step => !step.error?.includes('context canceled')) ??
		failed[0] ??
		steps.findLast(step => step.status === 'running') ??
		steps.findLast(step => step.status !== 'waiting')
	);
}

function foldMessage(state: BuildSteps, { stream, status, aux }: ProgressMessage, now: number): BuildSteps {
	let next = typeof aux?.ID === 'string' ? { ...state, imageId: aux.ID } : state;
	if (stream !== undefined) {
		// Chunks end anywhere, but the builder writes its own lines (`Step 1/3 : …`, ` ---> …`) whole.
		for (const chunk of stream.split(/(?<=\n)/)) {
			next = foldClassicLine(next, chunk, now);
		}
	} else if (status !== undefined && status !== '') {
		next = addOutput(next, `${status}\n`);
	}
	return next;
}

/** Source: moby builder/dockerfile/{dispatchers,internals,builder}.go. */
function foldClassicLine(state: BuildSteps, chunk: string, now: number): BuildSteps {
	const step = /^Step (\d+)\/(\d+) : (.*)/.exec(chunk);
	if (step) {
		const [, number, count, name] = step;
		const started: BuildStep = {
			key: `step:${number}`,
			number: Number(number),
			name: name!.trim(),
			status: 'running',
			startedAt: now,
			seenAt: now,
			output: emptyOutput,
		};
		const ended = endBuild(state, false, now);
		return { ...ended, count: Number(count), steps: [...ended.steps, started].slice(-maxSteps) };
	}
	const last = state.steps.at(-1);
	if (last?.status === 'running' && chunk.startsWith(' ---> Using cache')) {
		return replaceLast(state, { ...last, status: 'cached', completedAt: now });
	}
	const finished = /^Successfully built \w/.test(chunk) ? endBuild(state, false, now) : state;
	return finished === state ? addOutput(state, chunk) : { ...finished, output: appendOutput(finished.output, chunk) };
}

const maxSteps = 1000;

function addOutput(state: BuildSteps, text: string): BuildSteps {
	const last = state.steps.at(-1);
	if (last?.status === 'running') {
		return replaceLast(state, { ...last, output: appendOutput(last.output, text) });
	}
	return { ...state, output: appendOutput(state.output, text) };
}

function foldVertex(state: BuildSteps, vertex: BuildVertex, now: number): BuildSteps {
	const index = state.steps.findIndex(step => step.key === vertex.digest);
	if (index === -1 && state.steps.length >= maxSteps) {
		return state;
	}
	const before = state.steps[index];
	const step: BuildStep = {
		key: vertex.digest,
		number: before?.number ?? state.steps.length + 1,
		name: vertex.name,
		status: vertexStatus(vertex),
		startedAt: vertex.startedAt ?? before?.startedAt,
		completedAt: vertex.completedAt,
		seenAt: before?.seenAt ?? (vertex.startedAt === undefined ? undefined : now),
		error: vertex.error || undefined,
		output: before?.output ?? emptyOutput,
		transfer: before?.transfer,
	};
	return { ...state, steps: index === -1 ? [...state.steps, step] : state.steps.with(index, step) };
}

function vertexStatus({ error, cached, startedAt, completedAt }: BuildVertex): BuildStep['status'] {
	if (error) {
		return 'failed';
	}
	if (cached) {
		return 'cached';
	}
	if (completedAt !== undefined) {
		return 'done';
	}
	return startedAt === undefined ? 'waiting' : 'running';
}

function patchStep(state: BuildSteps, key: string, patch: (step: BuildStep) => BuildStep): BuildSteps {
	const index = state.steps.findIndex(step => step.key === key);
	return index === -1 ? state : { ...state, steps: state.steps.with(index, patch(state.steps[index]!)) };
}

function replaceLast(state: BuildSteps, step: BuildStep): BuildSteps {
	return { ...state, steps: state.steps.with(-1, step) };
}
