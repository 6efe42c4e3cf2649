import type { ProgressMessage } from './progress.js';

/** One layer of a pull, push or load. Bytes; `total` is 0 until the engine tells it. */
export type LayerProgress = {
	readonly id: string;
	/** The engine's word: `Downloading`, `Pull complete`, … */
	readonly status: string;
	/** Of the present phase (an extraction starts again from 0). */
	readonly current: number;
	readonly total: number;
	/** Bytes that went over the line; fewer than before only when the layer is tried again. */
	readonly transferred: number;
	readonly done: boolean;
	/** Was there before: nothing had to be transferred. */
	readonly existed: boolean;
};

/** A pull, push or load so far: layers in the order they came. */
export type TransferProgress = {
	readonly layers: readonly LayerProgress[];
	/** Bytes of all layers whose size is known. */
	readonly current: number;
	readonly total: number;
	/** Bytes per second over the last seconds. */
	readonly rate: number;
	/** What was said of no layer, the last of it. */
	readonly lines: readonly string[];
	/** `sha256:…`, at the end of a pull or push. */
	readonly digest?: string;
	/** Where the rate comes from: bytes at a time (milliseconds of a clock that never goes back). */
	readonly samples: readonly { readonly at: number; readonly bytes: number }[];
};

export const emptyTransfer: TransferProgress = { layers: [], current: 0, total: 0, rate: 0, lines: [], samples: [] };

const linesKept = 100;
const layersKept = 1000;
/** Milliseconds. */
const rateWindow = 5000;
const sampleInterval = 250;

/** Adds a message of the engine's stream. `now` in milliseconds of a clock that never goes back. Statuses as in moby distribution/{pull,push}_v2.go. */
export function foldProgress(state: TransferProgress, message: ProgressMessage, now: number): TransferProgress {
	const digest = digestOf(message);
	const next = digest === undefined ? state : { ...state, digest };
	// `Pulling from library/x` carries the tag as its id.
	if (message.id === undefined || message.status === undefined || message.status.startsWith('Pulling from')) {
		return withLines(next, message);
	}
	return withLayer(next, message.id, message, now);
}

/** A transfer that only tells how many bytes went by so far: a tar that is written to a file. `now` in milliseconds of a clock that never goes back. */
export function foldBytes(state: TransferProgress, bytes: number, now: number): TransferProgress {
	const current = state.current + bytes;
	const samples = sample(state.samples, current, now);
	return { ...state, current, samples, rate: rateOf(samples, current, now) };
}

function withLines(state: TransferProgress, message: ProgressMessage): TransferProgress {
	const lines = (message.stream ?? message.status ?? '').split('\n').filter(line => line.trim() !== '');
	return lines.length === 0 ? state : { ...state, lines: [...state.lines, ...lines].slice(-linesKept) };
}

function withLayer(state: TransferProgress, id: string, message: ProgressMessage, now: number): TransferProgress {
	const index = state.layers.findIndex(layer => layer.id === id);
	if (index === -1 && state.layers.length >= layersKept) return state;
	const before = index === -1 ? undefined : state.layers[index]!;
	const layer = advance(before, id, message);
	const layers = index === -1 ? [...state.layers, layer] : state.layers.with(index, layer);
	const current = state.current + layer.transferred - (before?.transferred ?? 0);
	const total = state.total + layer.total - (before?.total ?? 0);
	const samples = sample(state.samples, current, now);
	return { ...state, layers, current, total, samples, rate: rateOf(samples, current, now) };
}

function advance(before: LayerProgress | undefined, id: string, message: ProgressMessage): LayerProgress {
	const status = message.status!;
	const existed = /already exists$|^Mounted from/i.test(status);
	const done = existed || /^(Pull complete|Pushed|Skipped)/.test(status);
	const total = message.total && message.total > 0 ? message.total : (before?.total ?? 0);
	// The engine may count beyond its own total (tar headers while pushing).
	const counted = Math.min(message.current ?? 0, total);
	// A push that joins the upload of a cancelled one hears how far that was, then counts from where it begins itself.
	const known = before?.transferred ?? 0;
	const least = before?.status.startsWith('Retrying') ? 0 : known;
	const moved = /^(Downloading|Pushing|Loading)/.test(status) ? Math.max(least, counted) : known;
	const arrived = done || /^(Download complete|Verifying|Extracting)/.test(status);
	return {
		id,
		status,
		current: done ? total : counted,
		total,
		transferred: arrived ? total : moved,
		done,
		existed: existed || (before?.existed ?? false),
	};
}

function sample(samples: TransferProgress['samples'], bytes: number, now: number): TransferProgress['samples'] {
	const last = samples.at(-1);
	if (last && now - last.at < sampleInterval) return samples;
	return [...samples.filter(one => one.at >= now - rateWindow), { at: now, bytes }];
}

function rateOf(samples: TransferProgress['samples'], bytes: number, now: number): number {
	const first = samples[0];
	if (first === undefined || now - first.at < sampleInterval) return 0;
	return Math.max(0, ((bytes - first.bytes) / (now - first.at)) * 1000);
}

function digestOf({ aux, status }: ProgressMessage): string | undefined {
	if (typeof aux?.Digest === 'string') return aux.Digest;
	return /(?:^|\s)digest: (\w+:[0-9a-f]{32,})/i.exec(status ?? '')?.[1];
}
