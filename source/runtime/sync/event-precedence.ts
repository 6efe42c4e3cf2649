import type { Container, ContainerState } from '../../domain/nouns/container.js';
import { type EngineEvent, isPassing } from '../../domain/nouns/events.js';
import type { NounId } from '../../panes/noun.js';
import { effectOf } from '../../panes/panes.js';
import type { Clock } from '../clock.js';
import { engineNouns } from '../connection/list-sources.js';

/** For this long an event overrides what the engine says of a container. Milliseconds. */
const lagMs = 3000;

/** The states that a list may give once it knows of an event. */
const statesAfter: Readonly<Record<string, readonly ContainerState[]>> = {
	start: ['running', 'paused', 'restarting'],
	unpause: ['running', 'restarting'],
	pause: ['paused'],
	die: ['exited', 'restarting', 'removing', 'dead', 'created'],
};

/** A request to the engine; the answer may be older than every event that was recorded after `sequence`. */
export type Question = { readonly sequence: number };

type Touched = { readonly sequence: number; readonly isGone: boolean };

/**
 * Decides between answers and events, which reach us in any order: an answer is a picture of a moment between the request
 * and the answer, so an event that was recorded after the request overrides it for its subject. Remembers subjects only
 * while a question is open that is older than their last event.
 */
export class EventPrecedence {
	readonly #clock: Clock;
	readonly #open = new Set<Question>();
	/** By `subjectOf`, the oldest event first. */
	readonly #touched = new Map<string, Touched>();
	/** The sequence of the last event that was about each noun. */
	readonly #last = new Map<NounId, number>();
	/** The sequence of the last event that made all details of a noun stale. */
	readonly #allStale = new Map<NounId, number>();
	/** What the engine's lists may not know yet, by container. */
	readonly #lags = new Map<string, { readonly action: string; readonly until: number }>();
	#sequence = 0;
	#allTouchedAt = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** The present moment, for `isNounTouched` alone; it need not be closed. */
	mark(): Question {
		return { sequence: this.#sequence };
	}

	/** Opens a question at the moment of its request; `close` must follow, whatever comes of it. */
	ask(): Question {
		const question = { sequence: this.#sequence };
		this.#open.add(question);
		return question;
	}

	close(question: Question): void {
		this.#open.delete(question);
		// Questions are opened in order: the first one is the oldest.
		const [oldest] = this.#open;
		for (const [subject, { sequence }] of this.#touched) {
			if (oldest !== undefined && sequence > oldest.sequence) {
				break;
			}
			this.#touched.delete(subject);
		}
	}

	/** Notes an event in the same turn in which it is applied to the state. */
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
		// An exec changes no row, but answers what was asked for.
		if (isPassing(event)) {
			this.#last.set('containers', this.#sequence);
		}
		// An id is given once only: a destroyed container stays so, whatever an engine lists that lags behind.
		if (action !== 'destroy' && !Object.hasOwn(statesAfter, action)) {
			return;
		}
		this.#forgetLags();
		this.#lags.delete(id);
		this.#lags.set(id, { action, until: this.#clock.now() + lagMs });
	}

	/** All answers that are on their way count as older than this moment: somebody asked for fresh ones. */
	outdateAll(): void {
		this.#allTouchedAt = ++this.#sequence;
	}

	/** Returns true if the subject was destroyed after the question was asked. */
	isGone(question: Question, noun: NounId, key: string): boolean {
		if (noun === 'containers' && this.#lagOf(key)?.action === 'destroy') {
			return true;
		}
		const touched = this.#touched.get(subjectOf(noun, key));
		return touched !== undefined && touched.sequence > question.sequence && touched.isGone;
	}

	/** Returns true if an event of the subject was recorded after the question was asked. */
	isTouched(question: Question, noun: NounId, key: string): boolean {
		return (this.#touched.get(subjectOf(noun, key))?.sequence ?? 0) > question.sequence;
	}

	/** Returns true if any event about this noun was recorded after the question was asked. */
	isNounTouched(question: Question, noun: NounId): boolean {
		return (this.#last.get(noun) ?? 0) > question.sequence;
	}

	/** Returns true if a detail's answer may be older than an event of its subject: it has to be fetched again. */
	isOutdated(question: Question, noun: NounId, key: string): boolean {
		if (this.#allTouchedAt > question.sequence) {
			return true;
		}
		return (this.#allStale.get(noun) ?? 0) > question.sequence || this.isTouched(question, noun, key);
	}

	/**
	 * Returns true if the engine has not yet written what its own event said: it emits an end or a pause before it writes the
	 * state that it lists from. Source: moby, daemon/monitor.go, `handleContainerExit`; daemon/pause.go.
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

	/** Returns true if no event of the container was recorded in the last seconds, so that its row should be right. */
	isSettled(id: string): boolean {
		return this.#lagOf(id) === undefined;
	}

	/** Subjects that are remembered, for tests. */
	get remembered(): number {
		return this.#touched.size + this.#lags.size;
	}

	#touch(noun: NounId, key: string, isGone: boolean): void {
		if (this.#open.size === 0) {
			return;
		}
		const subject = subjectOf(noun, key);
		// Taken out first, so that the map stays in the order of the events.
		this.#touched.delete(subject);
		this.#touched.set(subject, { sequence: this.#sequence, isGone });
	}

	#lagOf(id: string): { readonly action: string } | undefined {
		this.#forgetLags();
		return this.#lags.get(id);
	}

	/** Forgets the lags that are over; the oldest stand first. */
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
