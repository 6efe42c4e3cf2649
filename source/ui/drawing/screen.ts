import type { Line, Rect } from '../../domain/text/line.js';
import type { PointerTarget } from '../../state/pointer/pointer-target.js';
import type { Compositor } from './compositor.js';
import { isSameRect } from './layer.js';
import { createPaintSchedule } from './paint-schedule.js';

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
	/** Call this for each key: its changes are painted before other input is read, regardless of the frame rate. */
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

/** A frame that takes longer than this to draw may have been interrupted by a stop of the process. Milliseconds. */
const maxFrameTimeMs = 100;

/**
 * Subscribes to a store. Changes are painted once, at the end of their turn of the event loop. Changes within
 * `frameIntervalMs` of the last paint wait for the next frame, but the change of a key does not wait: it is painted in a
 * microtask. If Ink shows surfaces, React commits in a microtask after the change, and the paint follows, so that dialogs and
 * lists show the same state in every frame.
 */
export function createScreen<S>({
	compositor,
	store,
	surfaces: first,
	frameIntervalMs = 33,
	restMs = 0,
}: ScreenOptions<S>): Screen<S> {
	const layers = createSurfaceLayers(compositor, first, restMs);
	const schedule = createPaintSchedule({ paint: drawDue, frameIntervalMs, hasInk: () => surfacesOfInk > 0 });
	let surfacesOfInk = 0;
	let isStopped = false;
	let frameTimeMs = 0;

	/** Brings the layers up to date; returns when that began. */
	function update(): number {
		schedule.done();
		const from = performance.now();
		if (layers.update(store.getState(), from)) {
			schedule.rest(restMs);
		}
		return from;
	}

	function write(from: number): void {
		if (!isStopped) {
			compositor.paint();
			frameTimeMs = performance.now() - from;
		}
	}

	function draw(): void {
		if (!isStopped) {
			write(update());
		}
	}

	/** A process that was stopped while it drew learns before the next turn that it lost the terminal. */
	function drawDue(): void {
		if (isStopped) {
			return;
		}
		const from = update();
		if (performance.now() - from > maxFrameTimeMs) {
			setImmediate(() => write(from));
		} else {
			write(from);
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

	const unsubscribe = store.subscribe(schedule.note);
	return {
		add,
		ink: {
			setBase: frame => compositor.setBase(frame),
			setBaseTop: top => compositor.setBaseTop(top),
			setLayer: layer => compositor.setLayer(layer),
			removeLayer: id => compositor.removeLayer(id),
			setCursor: cell => compositor.setCursor(cell),
			requestPaint: schedule.commit,
		},
		get frameTimeMs() {
			return frameTimeMs;
		},
		hurry: schedule.hurry,
		targetAt: (x, y) => layers.targetAt(store.getState(), x, y),
		draw,
		stop() {
			unsubscribe();
			layers.clear();
			isStopped = true;
			schedule.done();
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
