import type { ProgressMessage } from './progress.js';

/** One layer of a pull, push or load. Bytes; `total` is 0 until the engine sends it. */
export type LayerProgress = {
	readonly id: string;
	/** Status text of the engine: `Downloading`, `Pull complete`, … */
	readonly status: string;
	/** Bytes of the present phase; an extraction starts again from 0. */
	readonly current: number;
	readonly total: number;
	/** Bytes transferred; it decreases only when the engine retries the layer. */
	readonly transferred: number;
	readonly done: boolean;
	/** True if the layer was already there and nothing had to be transferred. */
	readonly existed: boolean;
};

/** State of a pull, push or load: layers in the order of their first message. */
export type TransferProgress = {
	readonly layers: readonly LayerProgress[];
	/** Bytes of all layers whose size is known. */
	readonly current: number;
	readonly total: number;
	/** Bytes per second over the last seconds. */
	readonly rate: number;
	/** The last lines that belong to no layer. */
	readonly lines: readonly string[];
	/** `sha256:…`, at the end of a pull or push. */
	readonly digest?: string;
	/** Samples for `rate`: transferred bytes at a time (milliseconds of a monotonic clock). */
	readonly samples: readonly { readonly at: number; readonly bytes: number }[];
};

export const emptyTransfer: TransferProgress = { layers: [], current: 0, total: 0, rate: 0, lines: [], samples: [] };

const maxLines = 100;
const maxLayers = 1000;
const rateWindowMs = 5000;
const sampleIntervalMs = 250;

/**
 * Adds a message of the engine's stream. `now` in milliseconds of a monotonic clock. Statuses as in moby
 * distribution/{pull,push}_v2.go.
 */
export function foldProgress(state: TransferProgress, message: ProgressMessage, now: number): TransferProgress {
	const digest = digestOf(message);
	const next = digest === undefined ? state : { ...state, digest };
	// `Pulling from library/x` carries the tag as its id.
	if (message.id === undefined || message.status === undefined || message.status.startsWith('Pulling from')) {
		return withLines(next, message);
	}
	return withLayer(next, message.id, message, now);
}

/**
 * Adds bytes to a transfer without layers, such as a tar that is written to a file. `now` in milliseconds of a monotonic
 * clock.
 */
export function foldBytes(state: TransferProgress, bytes: number, now: number): TransferProgress {
	const current = state.current + bytes;
	const samples = sample(state.samples, current, now);
	return { ...state, current, samples, rate: rateOf(samples, current, now) };
}

function withLines(state: TransferProgress, message: ProgressMessage): TransferProgress {
	const lines = (message.stream ?? message.status ?? '').split('\n').filter(line => line.trim() !== '');
	return lines.length === 0 ? state : { ...state, lines: [...state.lines, ...lines].slice(-maxLines) };
}

function withLayer(state: TransferProgress, id: string, message: ProgressMessage, now: number): TransferProgress {
	const index = state.layers.findIndex(layer => layer.id === id);
	if (index === -1 && state.layers.length >= maxLayers) {
		return state;
	}
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
	// A push that joins the upload of a cancelled push first gets that upload's count, then counts from its own start.
	const previous = before?.transferred ?? 0;
	const least = before?.status.startsWith('Retrying') ? 0 : previous;
	const transferred = /^(Downloading|Pushing|Loading)/.test(status) ? Math.max(least, counted) : previous;
	const arrived = done || /^(Download complete|Verifying|Extracting)/.test(status);
	return {
		id,
		status,
		current: done ? total : counted,
		total,
		transferred: arrived ? total : transferred,
		done,
		existed: existed || (before?.existed ?? false),
	};
}

function sample(samples: TransferProgress['samples'], bytes: number, now: number): TransferProgress['samples'] {
	const last = samples.at(-1);
	if (last && now - last.at < sampleIntervalMs) {
		return samples;
	}
	return [...samples.filter(one => one.at >= now - rateWindowMs), { at: now, bytes }];
}

function rateOf(samples: TransferProgress['samples'], bytes: number, now: number): number {
	const first = samples[0];
	if (first === undefined || now - first.at < sampleIntervalMs) {
		return 0;
	}
	return Math.max(0, ((bytes - first.bytes) / (now - first.at)) * 1000);
}

function digestOf({ aux, status }: ProgressMessage): string | undefined {
	if (typeof aux?.Digest === 'string') {
		return aux.Digest;
	}
	return /(?:^|\s)digest: (\w+:[0-9a-f]{32,})/i.exec(status ?? '')?.[1];
}
