import type { Compositor } from './compositor.js';
import type { Layer } from './layer.js';

export type ScreenOptions = {
	readonly compositor: Compositor;
	/** Calls `listener` after each change of what `layers` reads; returns how to stop. */
	subscribe(listener: () => void): () => void;
	/** What is on screen now; equal lines should be the same objects. */
	layers(): readonly Layer[];
	/** Milliseconds between two paints of data; 33 (30 a second). */
	readonly interval?: number;
};

/** The store's way to the screen: layers painted when it changes. Needs no React, so it draws before Ink is there. */
export type Screen = {
	/** A key was pressed: what it changes in the running tick is painted at the tick's end, whatever the frame rate. */
	hurry(): void;
	/** Paints now, in this call. */
	draw(): void;
	/** Takes the layers off and follows the store no longer. */
	stop(): void;
	/** Milliseconds that it took to make and write the last frame. */
	readonly frameTime: number;
};

/**
 * Follows a store. A change is painted once, at the end of its tick; when changes come faster than `interval`, the rest
 * wait for the next frame. A key's change never waits.
 */
export function createScreen({ compositor, subscribe, layers, interval = 33 }: ScreenOptions): Screen {
	let ids: ReadonlySet<string> = new Set();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isQueued = false;
	let isHurried = false;
	let isStopped = false;
	let isPending = false;
	let last = Number.NEGATIVE_INFINITY;
	let frameTime = 0;

	function apply(next: readonly Layer[]): void {
		const nextIds = new Set(next.map(layer => layer.id));
		for (const id of ids) {
			if (!nextIds.has(id)) {
				compositor.removeLayer(id);
			}
		}
		for (const layer of next) {
			compositor.setLayer(layer);
		}
		ids = nextIds;
	}

	function draw(): void {
		if (isStopped) {
			return;
		}
		clearTimeout(timer);
		timer = undefined;
		isPending = false;
		last = performance.now();
		apply(layers());
		compositor.paint();
		frameTime = performance.now() - last;
	}

	function queue(): void {
		if (isQueued) {
			return;
		}
		isQueued = true;
		queueMicrotask(() => {
			isQueued = false;
			isHurried = false;
			if (isPending) {
				draw();
			}
		});
	}

	function changed(): void {
		isPending = true;
		const wait = last + interval - performance.now();
		if (isHurried || wait <= 0) {
			queue();
		} else {
			timer ??= setTimeout(draw, wait);
		}
	}

	const unsubscribe = subscribe(changed);
	return {
		get frameTime() {
			return frameTime;
		},
		hurry() {
			isHurried = true;
			queue();
		},
		draw,
		stop() {
			unsubscribe();
			apply([]);
			isStopped = true;
			clearTimeout(timer);
		},
	};
}
