import type { Container, ContainerState } from '../../domain/nouns/container.js';
import { type EngineEvent, isPassing } from '../../domain/nouns/events.js';
import type { NounId } from '../../panes/noun.js';
import { effectOf } from '../../panes/panes.js';
import type { Clock } from '../clock.js';
import { engineNouns } from '../connection/list-sources.js';

/** For this many milliseconds an event overrides an older state in the engine's lists. */
const lagMs = 3000;

/** The states of a container that a list may give after an event. */
const statesAfter: Readonly<Record<string, readonly ContainerState[]>> = {
	start: ['running', 'paused', 'restarting'],
	unpause: ['running', 'restarting'],
	pause: ['paused'],
	die: ['exited', 'restarting', 'removing', 'dead', 'created'],
};

/** A request to the engine: its answer may be older than every event that was recorded after `sequence`. */
export type PendingRequest = { readonly sequence: number };

type Touched = { readonly sequence: number; readonly isGone: boolean };

/**
 * Decides between answers and events, which come in any order: an answer shows a moment between its request and its
 * arrival, so an event that was recorded after the request overrides it for its subject. Remembers a subject only while a
 * request is pending that is older than the subject's last event.
 */
export class EventPrecedence {
	readonly #clock: Clock;
	/** In the order of their begin. */
	readonly #pending = new Set<PendingRequest>();
	/** By `subjectOf`, in the order of their events. */
	readonly #touched = new Map<string, Touched>();
	/** The sequence of each noun's last event. */
	readonly #last = new Map<NounId, number>();
	/** The sequence of the last event that made all details of a noun stale. */
	readonly #allStale = new Map<NounId, number>();
	/** The last event of a container that the engine's lists may not show yet. */
	readonly #lags = new Map<string, { readonly action: string; readonly until: number }>();
	#sequence = 0;
	#allTouchedAt = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** The present moment, for `isNounTouched` alone; needs no `end`. */
	mark(): PendingRequest {
		return { sequence: this.#sequence };
	}

	/** Call this when a request is sent, and `end` after its answer or error. */
	begin(): PendingRequest {
		const request = { sequence: this.#sequence };
		this.#pending.add(request);
		return request;
	}

	end(request: PendingRequest): void {
		this.#pending.delete(request);
		// The first pending request is the oldest.
		const [oldest] = this.#pending;
		for (const [subject, { sequence }] of this.#touched) {
			if (oldest !== undefined && sequence > oldest.sequence) {
				break;
			}
			this.#touched.delete(subject);
		}
	}

	/** Records an event; call this in the same turn in which the event is applied to the state. */
	record(event: EngineEvent): void {
		const { type, action, id } = event;
		this.#sequence++;
		for (const noun of engineNouns) {
			const { list, row, gone, stale = [] } = effectOf(noun, event);
			const keys = [row, gone, ...stale.map(each => each.id)].filter(key => key !== undefined);
			for (const key of keys) {
				this.#touch(noun, key, key === gone);
			}
			if (stale.some(each => each.id === undefined)) {
				this.#allStale.set(noun, this.#sequence);
			}
			if (list || keys.length > 0) {
				this.#last.set(noun, this.#sequence);
			}
		}
		if (type !== 'container') {
			return;
		}
		// An exec changes no row, but it is the event of our own request.
		if (isPassing(event)) {
			this.#last.set('containers', this.#sequence);
		}
		// The engine never uses an id again: a destroyed container stays destroyed, even if a late list has it.
		if (action !== 'destroy' && !Object.hasOwn(statesAfter, action)) {
			return;
		}
		this.#forgetLags();
		this.#lags.delete(id);
		this.#lags.set(id, { action, until: this.#clock.now() + lagMs });
	}

	/** All pending requests count as older than this moment: a refresh needs fresh answers. */
	outdateAll(): void {
		this.#allTouchedAt = ++this.#sequence;
	}

	/** Returns true if the subject was destroyed after the request was sent. */
	isGone(request: PendingRequest, noun: NounId, key: string): boolean {
		if (noun === 'containers' && this.#lagOf(key)?.action === 'destroy') {
			return true;
		}
		const touched = this.#touched.get(subjectOf(noun, key));
		return touched !== undefined && touched.sequence > request.sequence && touched.isGone;
	}

	/** Returns true if an event of the subject was recorded after the request was sent. */
	isTouched(request: PendingRequest, noun: NounId, key: string): boolean {
		return (this.#touched.get(subjectOf(noun, key))?.sequence ?? 0) > request.sequence;
	}

	/** Returns true if an event of this noun was recorded after the request was sent. */
	isNounTouched(request: PendingRequest, noun: NounId): boolean {
		return (this.#last.get(noun) ?? 0) > request.sequence;
	}

	/** Returns true if the answer with a detail may be older than an event of its subject, so that it must be fetched again. */
	isOutdated(request: PendingRequest, noun: NounId, key: string): boolean {
		if (this.#allTouchedAt > request.sequence) {
			return true;
		}
		return (this.#allStale.get(noun) ?? 0) > request.sequence || this.isTouched(request, noun, key);
	}

	/**
	 * Returns true if a container's state in a list is older than its last event: the engine emits the event of an end or a
	 * pause before it writes the state that it lists from. Source: moby, daemon/monitor.go, `handleContainerExit`; daemon/pause.go.
	 */
	isBehind({ id, state }: Pick<Container, 'id' | 'state'>): boolean {
		const lag = this.#lagOf(id);
		if (!lag || lag.action === 'destroy') {
			return false;
		}
		const isBehind = statesAfter[lag.action]?.includes(state) === false;
		if (!isBehind) {
			this.#lags.delete(id);
		}
		return isBehind;
	}

	/** Returns true if no event of the container was recorded in the last seconds: its row should be up to date. */
	isSettled(id: string): boolean {
		return this.#lagOf(id) === undefined;
	}

	/** The number of remembered subjects, for tests. */
	get remembered(): number {
		return this.#touched.size + this.#lags.size;
	}

	#touch(noun: NounId, key: string, isGone: boolean): void {
		if (this.#pending.size === 0) {
			return;
		}
		const subject = subjectOf(noun, key);
		// Delete first: the map stays in the order of the events.
		this.#touched.delete(subject);
		this.#touched.set(subject, { sequence: this.#sequence, isGone });
	}

	#lagOf(id: string): { readonly action: string } | undefined {
		this.#forgetLags();
		return this.#lags.get(id);
	}

	/** Drops the lags that are over; the oldest come first. */
	#forgetLags(): void {
		const now = this.#clock.now();
		for (const [container, { until }] of this.#lags) {
			if (until > now) {
				break;
			}
			this.#lags.delete(container);
		}
	}
}

const subjectOf = (noun: NounId, key: string): string => `${noun}:${key}`;
