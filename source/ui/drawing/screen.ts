import type { Line, Rect } from '../../domain/text/line.js';
import type { Compositor } from './compositor.js';

/** A dense part of the screen as pure functions of the state `S`: it is repainted without a React render. */
export type SurfaceModel<S> = {
	/** Unique on the screen. */
	readonly id: string;
	/** Above all that has a lower one. */
	readonly z: number;
	/** Its place now; undefined while it is not on screen. */
	rect(state: S): Rect | undefined;
	/** Lines of `width` cells, at most `height` of them; the same objects where nothing changed. */
	lines(state: S, width: number, height: number): readonly Line[];
};

export type ScreenOptions<S> = {
	readonly compositor: Compositor;
	readonly store: { getState(): S; subscribe(listener: () => void): () => void };
	/** On screen from the start, before Ink is loaded; Ink's `<Surface>` takes each over. */
	readonly surfaces: readonly SurfaceModel<S>[];
	/** Milliseconds between two paints of data; 33 (30 a second). */
	readonly interval?: number;
};

/** The calls by which Ink's components put layers between and above the surfaces. */
export type InkLayers = Pick<Compositor, 'setBase' | 'setLayer' | 'removeLayer' | 'setCursor' | 'requestPaint'>;

/** The store's way to the terminal: surfaces are painted when it changes, in one write with what Ink draws for that change. */
export type Screen<S> = {
	/** Puts a surface on the screen in the place of the one with its id; returns the function that takes it off. */
	add(surface: SurfaceModel<S>): () => void;
	/** `requestPaint` paints the surfaces, too. */
	readonly ink: InkLayers;
	/** A key was pressed: what it changes in the running tick is painted at the tick's end, whatever the frame rate. */
	hurry(): void;
	/** Paints now, in this call. */
	draw(): void;
	/** Takes the surfaces off and follows the store no longer. */
	stop(): void;
	/** Milliseconds that it took to make and write the last frame. */
	readonly frameTime: number;
};

/**
 * Follows a store. A change is painted once, at the end of its tick; when changes come faster than `interval`, the rest
 * wait for the next frame. A key's change never waits. While Ink shows surfaces, it follows the same store: React commits
 * in a microtask of the change, and the paint comes after that, so that dialogs and lists are of one state in every frame.
 */
export function createScreen<S>({ compositor, store, surfaces: first, interval = 33 }: ScreenOptions<S>): Screen<S> {
	const layers = createSurfaceLayers(compositor, first);
	let surfacesOfInk = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isQueued = false;
	let isHurried = false;
	let isStopped = false;
	let isPending = false;
	let last = Number.NEGATIVE_INFINITY;
	let frameTime = 0;

	function draw(): void {
		if (isStopped) {
			return;
		}
		clearTimeout(timer);
		timer = undefined;
		isPending = false;
		last = performance.now();
		layers.update(store.getState());
		compositor.paint();
		frameTime = performance.now() - last;
	}

	function flush(): void {
		isQueued = false;
		isHurried = false;
		if (isPending) {
			draw();
		}
	}

	function queue(): void {
		if (isQueued) {
			return;
		}
		isQueued = true;
		// React's own microtask is queued after this one and before the next.
		queueMicrotask(() => (surfacesOfInk > 0 ? queueMicrotask(flush) : flush()));
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

	function add(surface: SurfaceModel<S>): () => void {
		const remove = layers.add(surface);
		surfacesOfInk++;
		return () => {
			surfacesOfInk--;
			remove();
		};
	}

	const unsubscribe = store.subscribe(changed);
	return {
		add,
		ink: {
			setBase: frame => compositor.setBase(frame),
			setLayer: layer => compositor.setLayer(layer),
			removeLayer: id => compositor.removeLayer(id),
			setCursor: cell => compositor.setCursor(cell),
			requestPaint() {
				isPending = true;
				queue();
			},
		},
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
			layers.clear();
			isStopped = true;
			clearTimeout(timer);
		},
	};
}

/** Keeps the surfaces as layers of the compositor. */
function createSurfaceLayers<S>(compositor: Compositor, first: readonly SurfaceModel<S>[]) {
	const surfaces = new Map(first.map(surface => [surface.id, surface]));
	const shownIds = new Set<string>();
	return {
		/** Adds a surface in the place of the one with its id; returns the function that removes it. */
		add(surface: SurfaceModel<S>): () => void {
			const { id } = surface;
			surfaces.set(id, surface);
			return () => {
				if (surfaces.get(id) === surface) {
					surfaces.delete(id);
					shownIds.delete(id);
					compositor.removeLayer(id);
				}
			};
		},
		update(state: S): void {
			for (const surface of surfaces.values()) {
				const { id, z } = surface;
				const rect = surface.rect(state);
				if (rect) {
					shownIds.add(id);
					compositor.setLayer({ id, z, rect, lines: surface.lines(state, rect.width, rect.height) });
				} else if (shownIds.delete(id)) {
					compositor.removeLayer(id);
				}
			}
		},
		clear(): void {
			for (const id of shownIds) {
				compositor.removeLayer(id);
			}
		},
	};
}
