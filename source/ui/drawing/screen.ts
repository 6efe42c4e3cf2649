import type { Line, Rect } from '../../domain/text/line.js';
import type { PointerTarget } from '../../state/pointer/pointer-target.js';
import type { Compositor } from './compositor.js';
import { isSameRect } from './layer.js';

/** A part of the screen as pure functions of the state `S`, which is repainted without a React render. */
export type SurfaceModel<S> = {
	/** Unique on the screen. */
	readonly id: string;
	/** The surface lies above all layers with a lower `z`. */
	readonly z: number;
	/** If true, everything below it is faint while it is on screen. */
	readonly hasBackdrop?: boolean;
	/** Returns its place; undefined while it is not on screen. */
	rect(state: S): Rect | undefined;
	/** Returns at most `height` lines of `width` cells; an unchanged line is the same object as before. */
	lines(state: S, width: number, height: number): readonly Line[];
	/**
	 * Returns what the surface is about, such as the selected row. While that changes faster than `restMs`, the surface stays
	 * as it is; undefined: it never does.
	 */
	subject?(state: S): string | undefined;
	/** Returns the target of the mouse at a cell of the surface. */
	targetAt?(state: S, x: number, y: number): PointerTarget | undefined;
};

export type ScreenOptions<S> = {
	readonly compositor: Compositor;
	readonly store: { getState(): S; subscribe(listener: () => void): () => void };
	/** The surfaces that are on screen before Ink is loaded; Ink's `<Surface>` replaces each. */
	readonly surfaces: readonly SurfaceModel<S>[];
	/** Minimum time between two paints of data; default 33 (30 frames per second). */
	readonly frameIntervalMs?: number;
	/** While a subject changes again within this time, its surface waits for as long; default 0: it never waits. */
	readonly restMs?: number;
};

/** Ink's components call these to put layers between and above the surfaces. */
export type InkLayers = Pick<
	Compositor,
	'setBase' | 'setBaseTop' | 'setLayer' | 'removeLayer' | 'setCursor' | 'requestPaint'
>;

/** Paints the surfaces when the store changes, in one write with Ink's part of that change. */
export type Screen<S> = {
	/** Puts a surface on the screen, replacing one with the same id; returns a function that removes it. */
	add(surface: SurfaceModel<S>): () => void;
	/** `requestPaint` also paints the surfaces. */
	readonly ink: InkLayers;
	/** Call this for each key: its changes are painted at the end of the running tick, regardless of the frame rate. */
	hurry(): void;
	/** Returns the target of the mouse at a cell of the screen: that of the uppermost surface there. */
	targetAt(x: number, y: number): PointerTarget | undefined;
	/** Paints synchronously. */
	draw(): void;
	/** Removes the surfaces and unsubscribes from the store. */
	stop(): void;
	/** The time between the start of the last frame and the end of its write. */
	readonly frameTimeMs: number;
};

/**
 * Subscribes to a store. A change is painted once, at the end of its tick. Changes within `frameIntervalMs` of the last
 * paint wait for the next frame, but the change of a key does not wait. If Ink shows surfaces, React commits in a microtask
 * after the change, and the paint follows, so that dialogs and lists show the same state in every frame.
 */
export function createScreen<S>({
	compositor,
	store,
	surfaces: first,
	frameIntervalMs = 33,
	restMs = 0,
}: ScreenOptions<S>): Screen<S> {
	const layers = createSurfaceLayers(compositor, first, restMs);
	let surfacesOfInk = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let rest: ReturnType<typeof setTimeout> | undefined;
	let isQueued = false;
	let isHurried = false;
	let isStopped = false;
	let isPending = false;
	let last = Number.NEGATIVE_INFINITY;
	let frameTimeMs = 0;

	function draw(): void {
		if (isStopped) {
			return;
		}
		clearTimeout(timer);
		clearTimeout(rest);
		timer = undefined;
		isPending = false;
		last = performance.now();
		if (layers.update(store.getState(), last)) {
			rest = setTimeout(draw, restMs);
		}
		compositor.paint();
		frameTimeMs = performance.now() - last;
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
		const wait = last + frameIntervalMs - performance.now();
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
			setBaseTop: top => compositor.setBaseTop(top),
			setLayer: layer => compositor.setLayer(layer),
			removeLayer: id => compositor.removeLayer(id),
			setCursor: cell => compositor.setCursor(cell),
			requestPaint() {
				isPending = true;
				queue();
			},
		},
		get frameTimeMs() {
			return frameTimeMs;
		},
		hurry() {
			isHurried = true;
			queue();
		},
		targetAt: (x, y) => layers.targetAt(store.getState(), x, y),
		draw,
		stop() {
			unsubscribe();
			layers.clear();
			isStopped = true;
			clearTimeout(timer);
			clearTimeout(rest);
		},
	};
}

const isWithin = ({ x: left, y: top, width, height }: Rect, x: number, y: number): boolean =>
	x >= left && x < left + width && y >= top && y < top + height;

/** Keeps the surfaces as layers of the compositor. */
function createSurfaceLayers<S>(compositor: Compositor, first: readonly SurfaceModel<S>[], restMs: number) {
	const surfaces = new Map(first.map(surface => [surface.id, surface]));
	const shown = new Map<string, Rect>();
	const subjects = new Map<string, { readonly subject: string; readonly since: number }>();

	/** Returns true if the subject of a surface has changed again before it rested: its lines need not be made. */
	function isInBurst({ id, subject: subjectOf }: SurfaceModel<S>, state: S, now: number): boolean {
		const subject = subjectOf?.(state);
		const before = subjects.get(id);
		if (subject === undefined) {
			subjects.delete(id);
			return false;
		}
		if (subject === before?.subject) {
			return false;
		}
		subjects.set(id, { subject, since: now });
		return before !== undefined && now - before.since < restMs;
	}

	return {
		/** Adds a surface, replacing one with the same id; returns a function that removes it. */
		add(surface: SurfaceModel<S>): () => void {
			const { id } = surface;
			surfaces.set(id, surface);
			return () => {
				if (surfaces.get(id) === surface) {
					surfaces.delete(id);
					shown.delete(id);
					subjects.delete(id);
					compositor.removeLayer(id);
				}
			};
		},
		/** Returns true if a surface stays as it is until its subject rests. */
		update(state: S, now: number): boolean {
			let isResting = true;
			for (const surface of surfaces.values()) {
				const { id, z, hasBackdrop = false } = surface;
				const rect = surface.rect(state);
				if (rect && isInBurst(surface, state, now) && isSameRect(rect, shown.get(id))) {
					isResting = false;
				} else if (rect) {
					shown.set(id, rect);
					compositor.setLayer({ id, z, hasBackdrop, rect, lines: surface.lines(state, rect.width, rect.height) });
				} else if (shown.delete(id)) {
					compositor.removeLayer(id);
				}
			}
			return !isResting;
		},
		targetAt(state: S, x: number, y: number): PointerTarget | undefined {
			const under = [...surfaces.values()].flatMap(surface => {
				const rect = surface.rect(state);
				return rect && isWithin(rect, x, y) ? [{ surface, rect }] : [];
			});
			const [top] = under.sort((a, b) => b.surface.z - a.surface.z);
			return top?.surface.targetAt?.(state, x - top.rect.x, y - top.rect.y);
		},
		clear(): void {
			for (const id of shown.keys()) {
				compositor.removeLayer(id);
			}
		},
	};
}
