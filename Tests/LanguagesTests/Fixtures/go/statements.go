package flow

func all(ch chan int, items map[string]int) (err error) {
	x := 1
	a, b := pair()
	_, err = b, a
	x, items["k"] = 2, 3
	x += 4
	x &^= 5
	x++
	var p *int = &x
	*p = 6
	if x > 1 && !done || x <= 2 {
		return
	} else if v, ok := items["k"]; ok {
		use(v)
	} else {
		return nil
	}
	if err := run(); err != nil {
		return err
	}
	for i := 0; i < 3; i++ {
		continue
	}
	for x < 5 {
		break
	}
	for {
		x--
	}
outer:
	for _, v := range items {
		for k := range items {
			use(k, v)
			break outer
		}
	}
	for i, v := range list {
		use(i, v)
	}
	for range ch {
	}
	for i := range 10 {
		use(i)
	}
	switch y := x; y {
	case 1, 2:
		use(y)
		fallthrough
	default:
		goto end
	}
	switch {
	case x == 1:
		use(x)
	}
	switch v := value.(type) {
	case nil:
	case *int, string:
		use(v)
	}
	select {
	case v := <-ch:
		use(v)
	case v, ok := <-ch:
		use(v, ok)
	case <-done:
	case ch <- 1:
	default:
	}
	ch <- x
	go use(x)
	go func(n int) { use(n) }(x)
	defer f.Close()
	defer func() { recover() }()
end:
	{
		use(<-ch)
	}
	return fmt.Errorf("no: %w", err)
}
