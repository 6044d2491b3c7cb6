package expressions

var client = &http.Client{Timeout: 5 * time.Second}

var routes = []Route{
	{"GET", "/a", list},
	{Method: "POST", Path: "/b", Handler: create},
	Route{"PUT", "/c", update},
}

var table = map[string]*pkg.Item{"x": {Name: "n"}, key: nil}

var nested = [][]int{{1}, {2, 3}}

var cases = []struct{ in, out string }{{"a", "b"}, {in: "c"}}

var byIndex = [...]string{2: "two", 3: "three"}

var byName = map[Kind][]string{First: {"a"}, 1: {"b"}}

var generic = Pair[string, int]{"a", 1}

var text = "a\n\"b\"" + `raw \n` + string('c')

func calls(v any) {
	make([]int, 0, n)
	new(Server).Run()
	append(list, items...)
	Map[int, string](list, f)
	Keys[int](m)
	b := []byte("x")
	s, ok := v.(string)
	use(list[1:2], list[:3], list[1:], list[0], m["k"])
	use(-x, ^x, !ok, *p, &q, a&^b, a<<2, a%b == 0)
	h := func(w http.ResponseWriter, r *http.Request) error { return nil }
	http.HandlerFunc(h).ServeHTTP(w, r)
	var f func(int, ...string) (bool, error)
	var i interface{ Close() error }
	use(0x1F, 1_000, 1.5e3, 2i, nil, true, false, iota)
	(func() {})()
}
