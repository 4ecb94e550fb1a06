// A binary heap of [cost, value], the cheapest first; equal costs in the order they came.
export class Heap {
  items = [];
  count = 0;
  get size() { return this.items.length; }
  less(i, j) {
    const [a, b] = [this.items[i], this.items[j]];
    return a[0] < b[0] || (a[0] === b[0] && a[2] < b[2]);
  }
  swap(i, j) { [this.items[i], this.items[j]] = [this.items[j], this.items[i]]; }
  push(cost, value) {
    this.items.push([cost, value, this.count++]);
    for (let i = this.items.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (!this.less(i, up)) break;
      this.swap(i, up);
      i = up;
    }
  }
  pop() {
    this.swap(0, this.items.length - 1);
    const top = this.items.pop();
    for (let i = 0; ; ) {
      let least = i;
      for (const j of [2 * i + 1, 2 * i + 2]) if (j < this.items.length && this.less(j, least)) least = j;
      if (least === i) return top;
      this.swap(i, least);
      i = least;
    }
  }
}
