// Puts the page together: data in, frame, map and views up, and everything kept in step.
import { chosenFromChange, readState, type PageState, type StateChange, type Timings } from "./api.ts";
import { decodeBasemap, type Basemap, type BasemapTopology } from "./basemap.ts";
import { BottomSheet } from "./bottom_sheet.ts";
import { closeCard, renderCard } from "./card_view.ts";
import { CompareView } from "./compare_view.ts";
import { COMPARE_WORDS } from "./compare_words.ts";
import { MapControls } from "./controls.ts";
import { coveredBy, NOTHING_COVERED, type Covered } from "./covered.ts";
import { textOfBlock } from "./data_block.ts";
import { button, el } from "./dom.ts";
import { renderEdition } from "./edition_view.ts";
import { slicedFacets } from "./facets.ts";
import { FilterView, renderActiveFilters, renderWayBack } from "./filter_view.ts";
import { renderHead, updateCounter } from "./head_view.ts";
import { dismissHint, renderHint } from "./hint_view.ts";
import { renderKey } from "./key_view.ts";
import { renderLayers, updateLayers } from "./layer_view.ts";
import { stateFromHash, type View } from "./link.ts";
import { LinkSync } from "./link_sync.ts";
import { slicedList, updateChosenRow } from "./list_view.ts";
import { prepareMap } from "./map_setup.ts";
import { MapView } from "./map_view.ts";
import { sizeOfPage, type PageData } from "./page_data.ts";
import type { Lang } from "./payload.ts";
import { buildPage, setPageLanguage, type Page } from "./page.ts";
import { sharedOfPage, shownByDate } from "./page_sharing.ts";
import { pause, untilStill } from "./pause.ts";
import { openPage } from "./open_page.ts";
import { OpeningView } from "./opening_view.ts";
import { printWholeMap } from "./print.ts";
import { followScheme } from "./scheme.ts";
import type { Box } from "./rest.ts";
import { RestView } from "./rest_view.ts";
import { SearchView } from "./search_view.ts";
import { renderShare } from "./share_view.ts";
import { atOnce, inSlices, Latest, type Sliced } from "./slices.ts";
import { NO_GROUP, Store, type Snapshot } from "./store.ts";
import { TableView } from "./table_view.ts";
import { TABLE_WORDS } from "./table_words.ts";
import { DECODED_AT_ONCE } from "./texts.ts";
import { lonLatFromWorld, worldFromLonLat, worldSizePx } from "./mercator.ts";
import { TimeView } from "./time_view.ts";
import { Tip } from "./tip.ts";
import { renderTotals } from "./totals_view.ts";

export interface MountOptions {
  /** Ids of the two data blocks. */
  data: string;
  basemap: string;
  /** Keeps the view the map was made with, instead of showing everything. */
  keep_view?: boolean;
}

const LINK_MS = 150;

/** Degrees around what a view shows of the ground. */
function boxOfView({ lat, lon, zoom }: View, { x: width, y: height }: L.Point): Box {
  const [x, y] = worldFromLonLat(lon, lat);
  const [dx, dy] = [width, height].map((size) => size / 2 / worldSizePx(zoom)) as [number, number];
  const [[west, north], [east, south]] = [lonLatFromWorld([x - dx, y - dy]), lonLatFromWorld([x + dx, y + dy])];
  return [west, south, east, north];
}

export class App {
  readonly store: Store;
  readonly #page: Page;
  readonly #map: L.Map;
  readonly #view: MapView;
  readonly #time: TimeView | null;
  readonly #controls: MapControls;
  readonly #link: LinkSync;
  /** Where the map was made, before the page's panels took their part of its size. */
  readonly #made: View;
  #timings: Timings = { decoded_ms: 0, painted_ms: 0 };
  #layers: HTMLElement = document.createElement("section");
  #list: HTMLElement = document.createElement("div");
  #opener: HTMLElement | null = null;
  #hint: HTMLElement | null = null;
  /** What narrows the page now, in front of the list. */
  readonly #active = el("div", { class: "gm-active-box" });
  readonly #search: SearchView;
  readonly #filters: FilterView;
  readonly #table: TableView;
  readonly #compare: CompareView | null;
  readonly #sheet: BottomSheet;
  readonly #rest: RestView;
  readonly #ground: Basemap;
  #linkTimer = 0;
  #langOfSide: Lang | null = null;
  readonly #following = new Latest();
  readonly #counting = new Latest();

  constructor(map: L.Map, data: PageData, ground: Basemap) {
    this.store = new Store(data);
    const { period } = this.store;
    this.#map = map;
    this.#made = this.#viewNow();
    this.#page = buildPage(map.getContainer());
    prepareMap(map, ground.extent);
    this.#link = new LinkSync(this.store);
    this.#view = new MapView(map, this.store, ground, new Tip(this.#page.map, this.store));
    this.#controls = new MapControls(map, () => this.#view.showAll());
    this.#time =
      period && period.last > period.first ? new TimeView(this.#page.time, this.store, period) : null;
    this.#page.time.hidden = this.#time === null;
    this.#compare = period && this.#time ? new CompareView(this.#page.root, this.store, period) : null;
    this.#ground = ground;
    this.#search = new SearchView(this.store);
    this.#filters = new FilterView(this.store);
    this.#table = new TableView(this.#page.root);
    this.#rest = new RestView(this.store, () => boxOfView(this.#viewNow(), map.getSize()));
    this.#sheet = new BottomSheet(this.#page.root, this.#page.side);
    followScheme(() => {
      this.#view.repaint();
      this.#time?.render();
    });
    this.#renderFrame();
    if (this.#isLarge) return;
    atOnce(this.#slicedSide());
    this.#time?.update();
  }

  /** Whether the page holds so much that its lists have to wait for the map. */
  get #isLarge(): boolean {
    return sizeOfPage(this.store.data) > DECODED_AT_ONCE;
  }

  /** Reads the data, builds the page and paints it, in pieces that leave the browser room to breathe. */
  static async start(map: L.Map, options: MountOptions): Promise<App> {
    const start = performance.now();
    const { days, view } = stateFromHash(location.hash);
    const opening = new OpeningView();
    const page = await openPage(options.data, {
      days,
      box: view ? boxOfView(view, map.getSize()) : null,
      onProgress: (come, of) => opening.show(come, of),
    });
    opening.remove();
    return App.open(map, page, options, start);
  }

  /** Builds the page of some data and paints it; `start` is when work on it began. */
  static async open(
    map: L.Map,
    page: PageData,
    { basemap, keep_view: isViewKept = false }: MountOptions,
    start: number,
  ): Promise<App> {
    if (sizeOfPage(page) <= DECODED_AT_ONCE) await page.loadAll();
    await pause();
    const ground = decodeBasemap(JSON.parse(textOfBlock(basemap)) as BasemapTopology);
    const decoded = performance.now() - start;
    await pause();
    const app = new App(map, page, ground);
    await pause();
    await app.#show(isViewKept);
    app.#timings = { decoded_ms: decoded, painted_ms: performance.now() - start };
    if (app.#isLarge) await app.#following.run(app.#slicedUpdate());
    // Whoever opens the filters finds them found.
    if (app.#isLarge) void inSlices(slicedFacets(page));
    return app;
  }

  async #show(isViewKept: boolean): Promise<void> {
    await untilStill(this.#map);
    this.#map.invalidateSize({ animate: false, pan: false });
    const { view } = this.#link.first;
    if (view) this.#view.setView(view);
    else if (isViewKept) this.#view.setView(this.#made);
    else this.#view.showAll(false);
    await this.#view.paintFirst(this.#isLarge);
    this.store.subscribe((now, before) => this.#follow(now, before));
    this.#listen();
    void this.#rest.load();
    const looked = this.#search.start();
    if (!this.#isLarge) await looked;
    printWholeMap(this.#map, (isOnPaper) => this.#view.putOnPaper(isOnPaper));
  }

  state(): PageState {
    return readState(this.store, this.#viewNow(), this.#timings);
  }

  async set(change: StateChange): Promise<void> {
    this.store.set(await chosenFromChange(this.store, change));
    if (change.view) this.#view.setView(change.view);
    this.#writeLink();
  }

  #follow(now: Snapshot, before: Snapshot): void {
    const isOtherLanguage = now.lang !== before.lang;
    const isOtherItems = now.shown !== before.shown;
    if (isOtherLanguage) this.#link.linkLanguage();
    if (isOtherLanguage) this.#renderFrame();
    else if (now.selection !== before.selection || now.group !== before.group) this.#showCard(now);
    if (isOtherLanguage || isOtherItems) this.#run(this.#following, this.#slicedUpdate());
    if (!isOtherItems) this.#view.refresh();
    if (now.unit !== before.unit && this.#time) this.#run(this.#counting, this.#time.slicedUpdate());
    if (now.isDoubtShown !== before.isDoubtShown) updateLayers(this.#layers, this.store);
    if (now.selection !== before.selection && now.selection !== null) {
      this.#view.showItem(now.selection, this.#covered());
    }
    if (this.#isLarge) this.#writeLinkLater();
    else this.#writeLink();
  }

  /** At once on a page where that is quick, else in slices; what is asked for later takes the place of it. */
  #run(line: Latest, work: Sliced<void>): void {
    if (this.#isLarge) void line.run(work);
    else atOnce(work);
  }

  /** Brings the page in step with what the store shows, the map first. */
  *#slicedUpdate(): Sliced<void> {
    updateCounter(this.#page.head, this.store.now);
    yield;
    yield* this.#view.slicedShowItems();
    yield;
    if (this.#langOfSide === this.store.now.lang) yield* this.#slicedUpdateSide();
    else {
      yield* this.#view.slicedShowNames();
      yield;
      yield* this.#slicedSide();
    }
    if (this.#time) yield* this.#time.slicedUpdate();
  }

  *#slicedUpdateSide(): Sliced<void> {
    updateLayers(this.#layers, this.store);
    this.#renderActive();
    yield;
    const list = yield* slicedList(this.store);
    this.#list.replaceWith(list);
    this.#list = list;
    yield;
    yield* this.#filters.slicedRender();
  }

  #showCard(now: Snapshot): void {
    const { card, root } = this.#page;
    const wasHidden = card.hidden;
    if (wasHidden) this.#opener = document.activeElement as HTMLElement | null;
    renderCard(card, this.store);
    root.classList.toggle("gm-has-card", !card.hidden);
    updateChosenRow(root, now.selection);
    if (!card.hidden && this.#hint) {
      dismissHint(this.#hint);
      this.#hint = null;
    }
    if (!card.hidden) card.focus({ preventScroll: true });
    else if (!wasHidden) this.#returnFocus();
  }

  /** Back to where the reader came from: the row may have been built anew meanwhile. */
  #returnFocus(): void {
    const index = this.#opener?.dataset["index"];
    const row =
      index === undefined ? null : this.#page.scroll.querySelector<HTMLElement>(`[data-index="${index}"]`);
    (row ?? this.#opener)?.focus({ preventScroll: row === null });
    this.#opener = null;
  }

  /** What the map's own size depends on. */
  #renderFrame(): void {
    const { store } = this;
    const { head, card, root } = this.#page;
    setPageLanguage(this.#page, store.now.lang);
    renderHead(head, store);
    this.#rest.render();
    head.append(this.#rest.element);
    this.#sheet.render(store.now.lang);
    this.#renderHint();
    this.#time?.render();
    this.#controls.render(store.now.lang);
    renderCard(card, store);
    root.classList.toggle("gm-has-card", !card.hidden);
  }

  /** What stands beside the map: on a large page the map is there already, and goes on answering meanwhile. */
  *#slicedSide(): Sliced<void> {
    const { store } = this;
    const layers = renderLayers(store);
    yield;
    const list = yield* slicedList(store);
    yield;
    this.#search.render();
    yield* this.#filters.slicedRender();
    this.#renderActive();
    [this.#layers, this.#list, this.#langOfSide] = [layers, list, store.now.lang];
    const sections = [
      this.#search.element,
      this.#active,
      layers,
      this.#filters.element,
      renderKey(store.now.lang),
      this.#shareSection(),
      list,
      renderTotals(store),
      renderEdition(store),
    ];
    this.#page.scroll.replaceChildren(...sections.filter((s): s is HTMLElement => s !== null));
    this.#placeList();
  }

  #renderActive(): void {
    const parts = [renderActiveFilters(this.store), renderWayBack(this.store)].filter((part) => part !== null);
    this.#active.replaceChildren(...parts);
    this.#active.hidden = parts.length === 0;
    this.#placeList();
  }

  /** What was searched for is listed right below the field; else the list stands below what narrows it. */
  #placeList(): void {
    const before = this.store.now.query ? this.#active : this.#page.scroll.querySelector(".gm-tools");
    if (before?.isConnected && before.nextElementSibling !== this.#list) before.after(this.#list);
  }

  #renderHint(): void {
    this.#hint?.remove();
    this.#hint = this.store.now.selection === null ? renderHint(this.store.now.lang) : null;
    if (this.#hint) this.#page.head.append(this.#hint);
  }

  #shareSection(): HTMLElement {
    const { lang } = this.store.now;
    const shared = sharedOfPage(this.store, this.#ground, this.#map.getContainer());
    return el(
      "section",
      { class: "gm-tools" },
      button({ class: "gm-link gm-open-table" }, () => this.#openTable(), TABLE_WORDS[lang].open),
      this.#compare && button({ class: "gm-link gm-open-compare" }, () => this.#compare?.open(), COMPARE_WORDS[lang].open),
      renderShare(shared, lang),
    );
  }

  #openTable(): void {
    this.#table.open({
      data: this.store.data,
      shown: shownByDate(this.store),
      lang: this.store.now.lang,
      onChoose: (index) => this.store.set({ selection: index, group: NO_GROUP }),
    });
  }

  #listen(): void {
    this.#map.on("moveend", () => this.#writeLinkLater());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.#page.card.hidden) closeCard(this.store);
    });
    this.#link.listen((view) => this.#view.setView(view));
    new ResizeObserver(() => this.#view.followSize()).observe(this.#page.map);
  }

  #covered(): Covered {
    const { card, map } = this.#page;
    return card.hidden
      ? NOTHING_COVERED
      : coveredBy(card.getBoundingClientRect(), map.getBoundingClientRect());
  }

  #viewNow(): View {
    const { lat, lng } = this.#map.getCenter();
    return { lat: Math.round(lat * 1e4) / 1e4, lon: Math.round(lng * 1e4) / 1e4, zoom: this.#map.getZoom() };
  }

  /** Browsers allow an address to change only so often, and take milliseconds: a drag or a zoom is one change. */
  #writeLinkLater(): void {
    window.clearTimeout(this.#linkTimer);
    this.#linkTimer = window.setTimeout(() => this.#writeLink(), LINK_MS);
  }

  #writeLink(): void {
    window.clearTimeout(this.#linkTimer);
    this.#link.write(this.#viewNow());
  }
}
