// Destructured: the bundler replaces `Intl.Segmenter` by what is exported here.
const { Segmenter, Collator } = Intl;

export class LazySegmenter {
	#options;
	#segmenter;
	constructor(...options) {
		this.#options = options;
	}
	segment(text) {
		this.#segmenter ??= new Segmenter(...this.#options);
		return this.#segmenter.segment(text);
	}
}

export class LazyCollator {
	#options;
	#collator;
	constructor(...options) {
		this.#options = options;
	}
	compare(a, b) {
		this.#collator ??= new Collator(...this.#options);
		return this.#collator.compare(a, b);
	}
}
